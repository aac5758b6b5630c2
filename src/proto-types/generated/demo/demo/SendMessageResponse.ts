// Original file: demo/control.proto


export interface SendMessageResponse {
  'id'?: (string);
  /**
   * To how many streams
   */
  'delivered'?: (number);
}

export interface SendMessageResponse__Output {
  'id': (string);
  /**
   * To how many streams
   */
  'delivered': (number);
}
