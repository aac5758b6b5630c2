// Original file: imp/extension/v1/node.proto


export interface TrackPaymentRequest {
  /**
   * 64 hex digits
   */
  'payment_hash'?: (string);
}

export interface TrackPaymentRequest__Output {
  /**
   * 64 hex digits
   */
  'payment_hash': (string);
}
