// Original file: imp/extension/v1/node.proto

import type { Long } from '@grpc/proto-loader';

/**
 * websocket.SubscribeResponse as this node sends it. The fields up to 6 are the seed's; those from 101 are skipped by
 * clients that do not know them. `from_pubkey` is set only where the sender's signature proves it.
 */
export interface SubscribeResponse {
  'id'?: (string);
  'reply_to_id'?: (string);
  'from_pubkey'?: (string);
  'data'?: (Buffer | Uint8Array | string);
  'service_type'?: (string);
  'amount'?: (number | string | Long);
  /**
   * a sender that the message names without proof
   */
  'claimed_pubkey'?: (string);
  /**
   * when it arrived, Unix time in seconds
   */
  'settled_at'?: (number | string | Long);
  /**
   * of the payment that brought it, or of its first part
   */
  'payment_hash'?: (string);
  'settle_index'?: (number | string | Long);
  /**
   * over HTTP only: data that is not UTF-8, where `data` is empty
   */
  'raw_data'?: (Buffer | Uint8Array | string);
}

/**
 * websocket.SubscribeResponse as this node sends it. The fields up to 6 are the seed's; those from 101 are skipped by
 * clients that do not know them. `from_pubkey` is set only where the sender's signature proves it.
 */
export interface SubscribeResponse__Output {
  'id': (string);
  'reply_to_id': (string);
  'from_pubkey': (string);
  'data': (Buffer);
  'service_type': (string);
  'amount': (string);
  /**
   * a sender that the message names without proof
   */
  'claimed_pubkey': (string);
  /**
   * when it arrived, Unix time in seconds
   */
  'settled_at': (string);
  /**
   * of the payment that brought it, or of its first part
   */
  'payment_hash': (string);
  'settle_index': (string);
  /**
   * over HTTP only: data that is not UTF-8, where `data` is empty
   */
  'raw_data': (Buffer);
}
