// Original file: imp/api/v2/lightning/lightning.proto


export interface PayInvoiceResponse {
  /**
   * The preimage from the payment result, if successful
   */
  'preimage'?: (string);
}

export interface PayInvoiceResponse__Output {
  /**
   * The preimage from the payment result, if successful
   */
  'preimage': (string);
}
