// Original file: imp/api/websocket/websocket.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Represents a response back from the websocket containing event information
 */
export interface SubscribeResponse {
  /**
   * The ID of the message
   */
  'id'?: (string);
  /**
   * Optional ID of the message the sender is replying to
   */
  'reply_to_id'?: (string);
  /**
   * The node that sent the message
   */
  'from_pubkey'?: (string);
  /**
   * Documented as `string`, and so it was up to v0.1.3; v0.1.4 made it `bytes`. The two are the same on the wire,
   * but a `string` field makes the decoder replace or refuse what is not UTF-8, and peers may send anything.
   */
  'data'?: (Buffer | Uint8Array | string);
  /**
   * The type of service the message is meant for
   */
  'service_type'?: (string);
  /**
   * The amount sent as part of the message
   */
  'amount'?: (number | string | Long);
}

/**
 * Represents a response back from the websocket containing event information
 */
export interface SubscribeResponse__Output {
  /**
   * The ID of the message
   */
  'id': (string);
  /**
   * Optional ID of the message the sender is replying to
   */
  'reply_to_id': (string);
  /**
   * The node that sent the message
   */
  'from_pubkey': (string);
  /**
   * Documented as `string`, and so it was up to v0.1.3; v0.1.4 made it `bytes`. The two are the same on the wire,
   * but a `string` field makes the decoder replace or refuse what is not UTF-8, and peers may send anything.
   */
  'data': (Buffer);
  /**
   * The type of service the message is meant for
   */
  'service_type': (string);
  /**
   * The amount sent as part of the message
   */
  'amount': (string);
}
