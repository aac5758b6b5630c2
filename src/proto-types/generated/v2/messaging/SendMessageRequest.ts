// Original file: imp/api/v2/messaging/messaging.proto

import type { Long } from '@grpc/proto-loader';

export interface SendMessageRequest {
  /**
   * The text to send
   */
  'msg'?: (string);
  /**
   * The DID to send it to
   */
  'did'?: (string);
  /**
   * Optional satoshi amount to send along with the message, defaults to 1 sat
   */
  'amount'?: (number | string | Long);
  /**
   * Optional ID of the message that this message is replying to
   */
  'reply_to_id'?: (string);
}

export interface SendMessageRequest__Output {
  /**
   * The text to send
   */
  'msg': (string);
  /**
   * The DID to send it to
   */
  'did': (string);
  /**
   * Optional satoshi amount to send along with the message, defaults to 1 sat
   */
  'amount': (string);
  /**
   * Optional ID of the message that this message is replying to
   */
  'reply_to_id': (string);
}
