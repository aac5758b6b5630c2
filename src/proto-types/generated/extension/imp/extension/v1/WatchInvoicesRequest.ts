// Original file: imp/extension/v1/node.proto

import type { Long } from '@grpc/proto-loader';

export interface WatchInvoicesRequest {
  /**
   * the settle_index of the last one that the client knows; 0: only new ones
   */
  'since'?: (number | string | Long);
}

export interface WatchInvoicesRequest__Output {
  /**
   * the settle_index of the last one that the client knows; 0: only new ones
   */
  'since': (string);
}
