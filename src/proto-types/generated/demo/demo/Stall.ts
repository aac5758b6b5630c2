// Original file: demo/control.proto


/**
 * Holds the call back until Resume; a client meets its deadline.
 */
export interface Stall {
}

/**
 * Holds the call back until Resume; a client meets its deadline.
 */
export interface Stall__Output {
}
