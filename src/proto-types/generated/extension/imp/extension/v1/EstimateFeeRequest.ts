// Original file: imp/extension/v1/node.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Names either an invoice or a recipient. Both or neither is INVALID_ARGUMENT.
 */
export interface EstimateFeeRequest {
  'invoice'?: (string);
  /**
   * for an invoice that names no amount, otherwise 0
   */
  'amount_msat'?: (number | string | Long);
  /**
   * whom a message goes to: the public key as SendMessage takes it
   */
  'recipient'?: (string);
  /**
   * with a recipient: what the payment carries, at least 1
   */
  'recipient_amount_msat'?: (number | string | Long);
}

/**
 * Names either an invoice or a recipient. Both or neither is INVALID_ARGUMENT.
 */
export interface EstimateFeeRequest__Output {
  'invoice': (string);
  /**
   * for an invoice that names no amount, otherwise 0
   */
  'amount_msat': (string);
  /**
   * whom a message goes to: the public key as SendMessage takes it
   */
  'recipient': (string);
  /**
   * with a recipient: what the payment carries, at least 1
   */
  'recipient_amount_msat': (string);
}
