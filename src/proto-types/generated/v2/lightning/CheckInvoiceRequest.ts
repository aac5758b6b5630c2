// Original file: imp/api/v2/lightning/lightning.proto


export interface CheckInvoiceRequest {
  /**
   * The invoice to check
   */
  'invoice'?: (string);
}

export interface CheckInvoiceRequest__Output {
  /**
   * The invoice to check
   */
  'invoice': (string);
}
