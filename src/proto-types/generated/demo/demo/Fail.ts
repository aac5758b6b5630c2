// Original file: demo/control.proto


export interface Fail {
  /**
   * A gRPC status code
   */
  'code'?: (number);
  'text'?: (string);
}

export interface Fail__Output {
  /**
   * A gRPC status code
   */
  'code': (number);
  'text': (string);
}
