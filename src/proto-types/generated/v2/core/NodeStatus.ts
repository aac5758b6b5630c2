// Original file: imp/api/v2/core/core.proto


export interface NodeStatus {
  /**
   * Hex, 66 digits
   */
  'pubkey'?: (string);
  /**
   * The daemon reached it while it answered this call
   */
  'active'?: (boolean);
}

export interface NodeStatus__Output {
  /**
   * Hex, 66 digits
   */
  'pubkey': (string);
  /**
   * The daemon reached it while it answered this call
   */
  'active': (boolean);
}
