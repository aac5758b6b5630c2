// Original file: imp/api/messaging/messaging.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Represents a message to another node
 */
export interface SendMessageRequest {
  /**
   * The data to send
   */
  'msg'?: (Buffer | Uint8Array | string);
  /**
   * The node to send it to
   */
  'pubkey'?: (string);
  /**
   * Optional satoshi amount to send along with the message, defaults to 1 sat
   */
  'amount'?: (number | string | Long);
  /**
   * Optional ID of the message that this message is replying to
   */
  'reply_to_id'?: (string);
}

/**
 * Represents a message to another node
 */
export interface SendMessageRequest__Output {
  /**
   * The data to send
   */
  'msg': (Buffer);
  /**
   * The node to send it to
   */
  'pubkey': (string);
  /**
   * Optional satoshi amount to send along with the message, defaults to 1 sat
   */
  'amount': (string);
  /**
   * Optional ID of the message that this message is replying to
   */
  'reply_to_id': (string);
}
