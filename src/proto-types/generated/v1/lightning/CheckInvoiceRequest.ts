// Original file: imp/api/lightning/lightning.proto


/**
 * Represents an request to check an invoice.
 */
export interface CheckInvoiceRequest {
  /**
   * The invoice to check
   */
  'invoice'?: (string);
}

/**
 * Represents an request to check an invoice.
 */
export interface CheckInvoiceRequest__Output {
  /**
   * The invoice to check
   */
  'invoice': (string);
}
