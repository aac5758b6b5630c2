// Original file: demo/control.proto

import type { Long } from '@grpc/proto-loader';

export interface PayInvoiceResponse {
  'payer'?: (string);
  'amount_msat'?: (number | string | Long);
}

export interface PayInvoiceResponse__Output {
  'payer': (string);
  'amount_msat': (string);
}
