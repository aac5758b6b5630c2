// Original file: demo/control.proto

import type { Long } from '@grpc/proto-loader';

export interface Invoice {
  'payment_hash'?: (string);
  'invoice'?: (string);
  'memo'?: (string);
  /**
   * 0: the payer chooses
   */
  'amount_msat'?: (number | string | Long);
  'paid'?: (boolean);
  'payer'?: (string);
}

export interface Invoice__Output {
  'payment_hash': (string);
  'invoice': (string);
  'memo': (string);
  /**
   * 0: the payer chooses
   */
  'amount_msat': (string);
  'paid': (boolean);
  'payer': (string);
}
