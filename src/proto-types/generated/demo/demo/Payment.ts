// Original file: demo/control.proto

import type { Long } from '@grpc/proto-loader';

export interface Payment {
  'payment_hash'?: (string);
  'invoice'?: (string);
  'amount_msat'?: (number | string | Long);
  'payee'?: (string);
  /**
   * in-flight, succeeded or failed
   */
  'state'?: (string);
  'attempts'?: (number);
  /**
   * How often money left for this payment hash
   */
  'executions'?: (number);
}

export interface Payment__Output {
  'payment_hash': (string);
  'invoice': (string);
  'amount_msat': (string);
  'payee': (string);
  /**
   * in-flight, succeeded or failed
   */
  'state': (string);
  'attempts': (number);
  /**
   * How often money left for this payment hash
   */
  'executions': (number);
}
