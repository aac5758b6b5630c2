/** A third-party package that ships with the wallet, and its licence. */
export interface Licence {
  readonly name: string
  readonly version: string
  /** An SPDX expression. */
  readonly licence: string
  /** The whole text from the package; empty if the package contains none. */
  readonly text: string
}
