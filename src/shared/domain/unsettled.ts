import type { Msat } from '../money'

/** What the records of a node hold that has no known outcome yet. */
export interface Unsettled {
  /** Payments under way. */
  readonly sending: number
  /** Payments whose outcome is unknown. */
  readonly unknown: number
  /** What all these payments add up to. */
  readonly amountMsat: Msat
  /** Messages of ours under way, or whose outcome is unknown. */
  readonly messages: number
}
