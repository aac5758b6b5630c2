// Original file: demo/control.proto


export interface ReleasePaymentsRequest {
  /**
   * settle (default) or fail
   */
  'outcome'?: (string);
}

export interface ReleasePaymentsRequest__Output {
  /**
   * settle (default) or fail
   */
  'outcome': (string);
}
