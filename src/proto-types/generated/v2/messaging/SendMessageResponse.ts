// Original file: imp/api/v2/messaging/messaging.proto


export interface SendMessageResponse {
  /**
   * The ID of the message
   */
  'id'?: (string);
}

export interface SendMessageResponse__Output {
  /**
   * The ID of the message
   */
  'id': (string);
}
