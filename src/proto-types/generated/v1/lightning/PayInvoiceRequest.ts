// Original file: imp/api/lightning/lightning.proto


/**
 * Represents an invoice that will be paid by your lightning node.
 */
export interface PayInvoiceRequest {
  /**
   * The invoice to pay
   */
  'invoice'?: (string);
}

/**
 * Represents an invoice that will be paid by your lightning node.
 */
export interface PayInvoiceRequest__Output {
  /**
   * The invoice to pay
   */
  'invoice': (string);
}
