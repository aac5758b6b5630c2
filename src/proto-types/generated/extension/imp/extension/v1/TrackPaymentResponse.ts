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
  /**
   * Of a payment in flight: the block height at which the last of its parts returns at the latest, and about when that
   * is, Unix time in seconds. Absent where the node does not know.
   */
  'latest_return_height'?: (number | string | Long);
  'latest_return_at'?: (number | string | Long);
  /**
   * When a payment that succeeded did so, Unix time in seconds. Absent where the node does not know.
   */
  'succeeded_at'?: (number | string | Long);
  '_latest_return_height'?: "latest_return_height";
  '_latest_return_at'?: "latest_return_at";
  '_succeeded_at'?: "succeeded_at";
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
  /**
   * Of a payment in flight: the block height at which the last of its parts returns at the latest, and about when that
   * is, Unix time in seconds. Absent where the node does not know.
   */
  'latest_return_height'?: (string);
  'latest_return_at'?: (string);
  /**
   * When a payment that succeeded did so, Unix time in seconds. Absent where the node does not know.
   */
  'succeeded_at'?: (string);
  '_latest_return_height'?: "latest_return_height";
  '_latest_return_at'?: "latest_return_at";
  '_succeeded_at'?: "succeeded_at";
}
