// Original file: imp/api/v2/lightning/lightning.proto

import type { Long } from '@grpc/proto-loader';

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
