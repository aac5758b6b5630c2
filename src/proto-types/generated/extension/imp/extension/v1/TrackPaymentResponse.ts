// Original file: imp/extension/v1/node.proto

import type { Long } from '@grpc/proto-loader';

export interface TrackPaymentResponse {
  /**
   * unknown (never asked to pay it), in-flight, succeeded or failed
   */
  'state'?: (string);
  /**
   * 64 hex digits, of a payment that succeeded
   */
  'preimage'?: (string);
  'amount_msat'?: (number | string | Long);
  'fee_msat'?: (number | string | Long);
  /**
   * why it failed, in LND's words
   */
  'failure'?: (string);
}

export interface TrackPaymentResponse__Output {
  /**
   * unknown (never asked to pay it), in-flight, succeeded or failed
   */
  'state': (string);
  /**
   * 64 hex digits, of a payment that succeeded
   */
  'preimage': (string);
  'amount_msat': (string);
  'fee_msat': (string);
  /**
   * why it failed, in LND's words
   */
  'failure': (string);
}
