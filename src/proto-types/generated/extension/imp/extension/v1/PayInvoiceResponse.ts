// Original file: imp/extension/v1/node.proto

import type { Long } from '@grpc/proto-loader';

export interface PayInvoiceResponse {
  /**
   * 64 hex digits
   */
  'preimage'?: (string);
  'fee_msat'?: (number | string | Long);
}

export interface PayInvoiceResponse__Output {
  /**
   * 64 hex digits
   */
  'preimage': (string);
  'fee_msat': (string);
}
