// Original file: imp/api/v2/lightning/lightning.proto

import type { Long } from '@grpc/proto-loader';

export interface GetChannelsResponse {
  /**
   * Satoshis
   */
  'amt'?: (number | string | Long);
}

export interface GetChannelsResponse__Output {
  /**
   * Satoshis
   */
  'amt': (string);
}
