// Original file: imp/api/v2/lightning/lightning.proto


export interface GenerateInvoiceResponse {
  /**
   * The invoice from your lightning node
   */
  'invoice'?: (string);
}

export interface GenerateInvoiceResponse__Output {
  /**
   * The invoice from your lightning node
   */
  'invoice': (string);
}
