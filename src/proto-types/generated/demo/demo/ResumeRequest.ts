// Original file: demo/control.proto


export interface ResumeRequest {
  /**
   * Empty: all
   */
  'method'?: (string);
}

export interface ResumeRequest__Output {
  /**
   * Empty: all
   */
  'method': (string);
}
