import type { Msat } from '../money'

/** The number of payments and messages of a node whose outcome is not known yet. */
export interface Unsettled {
  /** Payments under way. */
  readonly sending: number
  /** Payments whose outcome is unknown. */
  readonly unknown: number
  /** Sum of these payments. */
  readonly amountMsat: Msat
  /** Our messages that are under way or have an unknown outcome. */
  readonly messages: number
}

export function hasUnsettled({ sending, unknown, messages }: Unsettled): boolean {
  return sending + unknown + messages > 0
}
