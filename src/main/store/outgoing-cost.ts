import { stoppedParts } from '../../shared/domain/outgoing'
import { MAX_SAT, msat, satToMsat, type Msat, type Sat } from '../../shared/money'
import type { OutgoingOutcome } from './outgoing-row'

/** The highest amount of a column in msat. */
export const MOST_MSAT = satToMsat(MAX_SAT)

export function capped(amount: bigint): Msat {
  return amount < MOST_MSAT ? msat(amount) : MOST_MSAT
}

export function sumOf(fees: readonly Msat[]): Msat {
  return capped(fees.reduce((sum, one) => sum + one, 0n))
}

/** The most that an attempt may have cost that had this outcome. `most`: what it counted with before. */
export function costAfter(outcome: OutgoingOutcome, costSat: Sat, most: Msat): Msat {
  switch (outcome.state) {
    case 'failed':
      return msat(0n)
    case 'unknown':
      return outcome.onlyEarlier ? msat(0n) : mostAtStop(most, outcome)
    case 'sent':
      return outcome.feeMsat === undefined ? most : capped(satToMsat(costSat) + outcome.feeMsat)
  }
}

/**
 * Where a message certainly stopped, the part that failed and those after it cost nothing. The parts before it count in
 * each attempt, because a node that lost its journal sends them again.
 */
function mostAtStop(most: Msat, { code, nodeText }: Extract<OutgoingOutcome, { state: 'unknown' }>): Msat {
  const stopped = code === 'part-failed' && nodeText !== undefined ? stoppedParts(nodeText) : undefined
  if (stopped === undefined) return most
  const total = BigInt(stopped.total)
  return msat((most * BigInt(stopped.failed - 1) + total - 1n) / total)
}
