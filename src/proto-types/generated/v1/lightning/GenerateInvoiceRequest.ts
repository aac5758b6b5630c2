// Original file: imp/api/lightning/lightning.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Represents an invoice creation request from your lightning node.
 */
export interface GenerateInvoiceRequest {
  /**
   * The amount of satoshis you want to receive
   */
  'amount'?: (number | string | Long);
  /**
   * The human readable memo you want the sender to see
   */
  'memo'?: (string);
}

/**
 * Represents an invoice creation request from your lightning node.
 */
export interface GenerateInvoiceRequest__Output {
  /**
   * The amount of satoshis you want to receive
   */
  'amount': (string);
  /**
   * The human readable memo you want the sender to see
   */
  'memo': (string);
}
