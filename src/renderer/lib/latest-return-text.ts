import type { LatestReturn } from '../../shared/domain/payment'
import { formatDateTime, LOCALE } from './format'

/** Until when a payment that is under way can settle: the approximate time and the block height. */
export function latestReturnText(latest: LatestReturn, now: number): string {
  if (hasPassed(latest, now)) return overdueText(latest, now)
  return `Until about ${whenText(latest, now)}. If it does not, all of it comes back.`
}

/** The same as a sentence of its own. */
export function maySettleText(latest: LatestReturn, now: number): string {
  if (hasPassed(latest, now)) return overdueText(latest, now)
  return `It may still settle until about ${whenText(latest, now)}. If it does not, all of it comes back to you.`
}

/** The same as a fact: the latest time without what follows. `newest`: the newest block that the node has. */
export function latestTimeText(latest: LatestReturn, now: number, newest: number | undefined): string {
  const blocks = newest === undefined ? 0 : latest.height - newest
  if (blocks <= 0) return `About ${whenText(latest, now)}`
  return `About ${formatDateTime(latest.at, now)}, in ${blocks === 1 ? '1 block' : `${blocks.toLocaleString(LOCALE)} blocks`}`
}

/** The estimated time has passed, so nothing is known of how the payment is held. */
export function hasPassed({ at }: LatestReturn, now: number): boolean {
  return at <= now
}

/**
 * It advises no second payment: the time is an estimate, and the payment may still settle. An LND that was killed before
 * it sent the HTLC lists the payment as in flight for ever (lightningnetwork/lnd#9461).
 */
function overdueText(latest: LatestReturn, now: number): string {
  return `It was expected to settle or come back by about ${whenText(latest, now)}, and your node has reported neither. If it stays so for days, look on your LND whether a channel still holds it: lncli listchannels.`
}

function whenText({ at, height }: LatestReturn, now: number): string {
  return `${formatDateTime(at, now)}, block ${height.toLocaleString(LOCALE)}`
}
