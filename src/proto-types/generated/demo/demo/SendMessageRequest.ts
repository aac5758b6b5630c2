// Original file: demo/control.proto

import type { Long } from '@grpc/proto-loader';

export interface SendMessageRequest {
  /**
   * A peer's name
   */
  'from'?: (string);
  'data'?: (Buffer | Uint8Array | string);
  /**
   * Default: message
   */
  'service_type'?: (string);
  /**
   * Default: 1
   */
  'amount_sat'?: (number | string | Long);
  'reply_to_id'?: (string);
  /**
   * Default: a new UUID
   */
  'id'?: (string);
}

export interface SendMessageRequest__Output {
  /**
   * A peer's name
   */
  'from': (string);
  'data': (Buffer);
  /**
   * Default: message
   */
  'service_type': (string);
  /**
   * Default: 1
   */
  'amount_sat': (string);
  'reply_to_id': (string);
  /**
   * Default: a new UUID
   */
  'id': (string);
}
