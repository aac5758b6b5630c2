// Original file: imp/api/v2/lightning/lightning.proto


export interface PayInvoiceRequest {
  /**
   * The invoice to pay
   */
  'invoice'?: (string);
}

export interface PayInvoiceRequest__Output {
  /**
   * The invoice to pay
   */
  'invoice': (string);
}
