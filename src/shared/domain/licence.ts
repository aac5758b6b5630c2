/** One package of others that ships with the wallet, and what its authors ask for. */
export interface Licence {
  readonly name: string
  readonly version: string
  /** An SPDX expression. */
  readonly licence: string
  /** The whole text as the package carries it; empty where it carries none. */
  readonly text: string
}
