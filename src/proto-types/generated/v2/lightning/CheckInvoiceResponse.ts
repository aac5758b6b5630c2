// Original file: imp/api/v2/lightning/lightning.proto


export interface CheckInvoiceResponse {
  /**
   * The boolean result representing whether or not the invoice was paid
   */
  'paid'?: (boolean);
}

export interface CheckInvoiceResponse__Output {
  /**
   * The boolean result representing whether or not the invoice was paid
   */
  'paid': (boolean);
}
