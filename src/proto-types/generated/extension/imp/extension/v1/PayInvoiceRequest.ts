// Original file: imp/extension/v1/node.proto

import type { Long } from '@grpc/proto-loader';

export interface PayInvoiceRequest {
  'invoice'?: (string);
  /**
   * for an invoice that names no amount, otherwise 0
   */
  'amount_msat'?: (number | string | Long);
  /**
   * 0: the node's own limit
   */
  'fee_limit_msat'?: (number | string | Long);
}

export interface PayInvoiceRequest__Output {
  'invoice': (string);
  /**
   * for an invoice that names no amount, otherwise 0
   */
  'amount_msat': (string);
  /**
   * 0: the node's own limit
   */
  'fee_limit_msat': (string);
}
