import type { LatestReturn } from '../../shared/domain/payment'
import { formatDateTime, LOCALE } from './format'

/** Until when a payment that is under way can settle: the approximate time and the block height. */
export function latestReturnText({ at, height }: LatestReturn, now: number): string {
  return `Until about ${whenText({ at, height }, now)}. If it does not, all of it comes back.`
}

/** The same as a sentence of its own. */
export function maySettleText(latest: LatestReturn, now: number): string {
  return `It may still settle until about ${whenText(latest, now)}. If it does not, all of it comes back to you.`
}

/** The same as a fact: the latest time without what follows. */
export function latestTimeText(latest: LatestReturn, now: number): string {
  return `About ${whenText(latest, now)}`
}

function whenText({ at, height }: LatestReturn, now: number): string {
  return `${formatDateTime(at, now)}, block ${height.toLocaleString(LOCALE)}`
}
