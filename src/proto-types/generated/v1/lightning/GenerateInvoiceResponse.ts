// Original file: imp/api/lightning/lightning.proto


/**
 * Represents a response back from an invoice generation request.
 */
export interface GenerateInvoiceResponse {
  /**
   * The invoice from your lightning node
   */
  'invoice'?: (string);
}

/**
 * Represents a response back from an invoice generation request.
 */
export interface GenerateInvoiceResponse__Output {
  /**
   * The invoice from your lightning node
   */
  'invoice': (string);
}
