// Original file: imp/extension/v1/node.proto


export interface TrackMessageRequest {
  /**
   * as in the metadata `imp-draft` of its SendMessage
   */
  'draft'?: (string);
}

export interface TrackMessageRequest__Output {
  /**
   * as in the metadata `imp-draft` of its SendMessage
   */
  'draft': (string);
}
