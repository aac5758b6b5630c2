// Original file: demo/control.proto


/**
 * Answers with these fields instead of the true ones.
 */
export interface Answer {
  'json'?: (string);
}

/**
 * Answers with these fields instead of the true ones.
 */
export interface Answer__Output {
  'json': (string);
}
