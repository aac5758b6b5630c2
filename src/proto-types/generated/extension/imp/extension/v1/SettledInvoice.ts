// Original file: imp/extension/v1/node.proto

import type { Long } from '@grpc/proto-loader';

export interface SettledInvoice {
  /**
   * counts upwards over the settled invoices of the node
   */
  'settle_index'?: (number | string | Long);
  'payment_hash'?: (string);
  'invoice'?: (string);
  /**
   * what was paid
   */
  'amount_msat'?: (number | string | Long);
  /**
   * Unix time in seconds
   */
  'settled_at'?: (number | string | Long);
}

export interface SettledInvoice__Output {
  /**
   * counts upwards over the settled invoices of the node
   */
  'settle_index': (string);
  'payment_hash': (string);
  'invoice': (string);
  /**
   * what was paid
   */
  'amount_msat': (string);
  /**
   * Unix time in seconds
   */
  'settled_at': (string);
}
