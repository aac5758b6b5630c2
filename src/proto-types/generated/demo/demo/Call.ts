// Original file: demo/control.proto


export interface Call {
  'method'?: (string);
  /**
   * grpc or http
   */
  'transport'?: (string);
  /**
   * Milliseconds since 1970, with fractions
   */
  'at_ms'?: (number | string);
  /**
   * 0: not ended
   */
  'ended_at_ms'?: (number | string);
}

export interface Call__Output {
  'method': (string);
  /**
   * grpc or http
   */
  'transport': (string);
  /**
   * Milliseconds since 1970, with fractions
   */
  'at_ms': (number);
  /**
   * 0: not ended
   */
  'ended_at_ms': (number);
}
