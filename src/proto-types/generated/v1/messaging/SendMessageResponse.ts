// Original file: imp/api/messaging/messaging.proto


/**
 * Represents a response back from a sent message
 */
export interface SendMessageResponse {
  /**
   * The ID of the message
   */
  'id'?: (string);
}

/**
 * Represents a response back from a sent message
 */
export interface SendMessageResponse__Output {
  /**
   * The ID of the message
   */
  'id': (string);
}
