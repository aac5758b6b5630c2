// Original file: imp/api/lightning/lightning.proto


/**
 * Represents a response back from the payment result.
 */
export interface PayInvoiceResponse {
  /**
   * The preimage from the payment result, if successful
   */
  'preimage'?: (string);
}

/**
 * Represents a response back from the payment result.
 */
export interface PayInvoiceResponse__Output {
  /**
   * The preimage from the payment result, if successful
   */
  'preimage': (string);
}
