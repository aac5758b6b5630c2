// Original file: imp/api/v2/lightning/lightning.proto


export interface ListInvoicesResponse {
  /**
   * Each dump is preceded by `$_$`
   */
  'invoices'?: (string);
}

export interface ListInvoicesResponse__Output {
  /**
   * Each dump is preceded by `$_$`
   */
  'invoices': (string);
}
