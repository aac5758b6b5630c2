// Original file: demo/control.proto


export interface ReleasePartsRequest {
  /**
   * 0: all of them, and no further part waits
   */
  'count'?: (number);
  /**
   * send (default) or fail
   */
  'outcome'?: (string);
}

export interface ReleasePartsRequest__Output {
  /**
   * 0: all of them, and no further part waits
   */
  'count': (number);
  /**
   * send (default) or fail
   */
  'outcome': (string);
}
