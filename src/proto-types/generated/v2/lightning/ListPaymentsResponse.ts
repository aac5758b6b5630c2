// Original file: imp/api/v2/lightning/lightning.proto


export interface ListPaymentsResponse {
  /**
   * Each dump is preceded by `$_$`
   */
  'payments'?: (string);
}

export interface ListPaymentsResponse__Output {
  /**
   * Each dump is preceded by `$_$`
   */
  'payments': (string);
}
