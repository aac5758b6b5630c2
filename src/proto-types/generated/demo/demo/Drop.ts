// Original file: demo/control.proto


/**
 * Resets the connection that the call came by.
 */
export interface Drop {
}

/**
 * Resets the connection that the call came by.
 */
export interface Drop__Output {
}
