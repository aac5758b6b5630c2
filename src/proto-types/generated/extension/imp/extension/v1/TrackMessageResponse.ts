// Original file: imp/extension/v1/node.proto

import type { Long } from '@grpc/proto-loader';

export interface TrackMessageResponse {
  /**
   * The number of payments that the message is sent in. 0: the node is not sending this message, and does not know
   * that it arrived.
   */
  'parts'?: (number | string | Long);
  'arrived_parts'?: (number | string | Long);
}

export interface TrackMessageResponse__Output {
  /**
   * The number of payments that the message is sent in. 0: the node is not sending this message, and does not know
   * that it arrived.
   */
  'parts': (string);
  'arrived_parts': (string);
}
