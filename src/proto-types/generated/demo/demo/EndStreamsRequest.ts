// Original file: demo/control.proto


export interface EndStreamsRequest {
  /**
   * A gRPC status code; 0 ends them gracefully
   */
  'code'?: (number);
  'text'?: (string);
}

export interface EndStreamsRequest__Output {
  /**
   * A gRPC status code; 0 ends them gracefully
   */
  'code': (number);
  'text': (string);
}
