// Original file: demo/control.proto

import type { Long } from '@grpc/proto-loader';

export interface CreatePeerInvoiceRequest {
  /**
   * A peer's name
   */
  'from'?: (string);
  /**
   * 0: without an amount
   */
  'amount_sat'?: (number | string | Long);
  'memo'?: (string);
  /**
   * Default: one hour
   */
  'expiry_seconds'?: (number | string | Long);
  /**
   * How long ago it was made
   */
  'age_seconds'?: (number | string | Long);
  /**
   * Default: regtest
   */
  'network'?: (string);
}

export interface CreatePeerInvoiceRequest__Output {
  /**
   * A peer's name
   */
  'from': (string);
  /**
   * 0: without an amount
   */
  'amount_sat': (string);
  'memo': (string);
  /**
   * Default: one hour
   */
  'expiry_seconds': (string);
  /**
   * How long ago it was made
   */
  'age_seconds': (string);
  /**
   * Default: regtest
   */
  'network': (string);
}
