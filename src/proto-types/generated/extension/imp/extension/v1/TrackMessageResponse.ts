// Original file: imp/extension/v1/node.proto

import type { Long } from '@grpc/proto-loader';

export interface TrackMessageResponse {
  /**
   * The number of payments that the message is sent in. 0: the node has no such message.
   */
  'parts'?: (number | string | Long);
  /**
   * Those that the node knows to have arrived. They arrive in their order.
   */
  'arrived_parts'?: (number | string | Long);
  /**
   * The fee of each part that arrived, in their order. Empty if the node does not know every one.
   */
  'arrived_fee_msat'?: (number | string | Long)[];
}

export interface TrackMessageResponse__Output {
  /**
   * The number of payments that the message is sent in. 0: the node has no such message.
   */
  'parts': (string);
  /**
   * Those that the node knows to have arrived. They arrive in their order.
   */
  'arrived_parts': (string);
  /**
   * The fee of each part that arrived, in their order. Empty if the node does not know every one.
   */
  'arrived_fee_msat': (string)[];
}
