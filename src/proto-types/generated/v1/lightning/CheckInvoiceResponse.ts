// Original file: imp/api/lightning/lightning.proto


/**
 * Represents a response back from the invoice check.
 */
export interface CheckInvoiceResponse {
  /**
   * The boolean result representing whether or not the invoice was paid
   */
  'paid'?: (boolean);
}

/**
 * Represents a response back from the invoice check.
 */
export interface CheckInvoiceResponse__Output {
  /**
   * The boolean result representing whether or not the invoice was paid
   */
  'paid': (boolean);
}
