// Original file: demo/control.proto

import type { Long } from '@grpc/proto-loader';

export interface PayInvoiceRequest {
  'invoice'?: (string);
  /**
   * Default: the first peer that can afford it
   */
  'from'?: (string);
  /**
   * For an invoice without an amount
   */
  'amount_sat'?: (number | string | Long);
}

export interface PayInvoiceRequest__Output {
  'invoice': (string);
  /**
   * Default: the first peer that can afford it
   */
  'from': (string);
  /**
   * For an invoice without an amount
   */
  'amount_sat': (string);
}
