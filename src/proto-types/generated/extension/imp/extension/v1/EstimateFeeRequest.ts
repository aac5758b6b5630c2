// Original file: imp/extension/v1/node.proto

import type { Long } from '@grpc/proto-loader';

export interface EstimateFeeRequest {
  'invoice'?: (string);
  /**
   * for an invoice that names no amount, otherwise 0
   */
  'amount_msat'?: (number | string | Long);
}

export interface EstimateFeeRequest__Output {
  'invoice': (string);
  /**
   * for an invoice that names no amount, otherwise 0
   */
  'amount_msat': (string);
}
