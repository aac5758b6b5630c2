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

/** The same as a fact: the latest time without what follows. */
export function latestTimeText(latest: LatestReturn, now: number): string {
  return `About ${whenText(latest, now)}`
}

function hasPassed({ at }: LatestReturn, now: number): boolean {
  return at <= now
}

/** LND lists a payment as in flight for ever if it was killed before it sent the HTLC (lightningnetwork/lnd#9461). */
function overdueText(latest: LatestReturn, now: number): string {
  return `It should have settled or come back by about ${whenText(latest, now)}, and is still listed as under way. LND can list a payment so for ever if it stopped while it was paying. Ask the payee: if nothing arrived, ask for a new invoice.`
}

function whenText({ at, height }: LatestReturn, now: number): string {
  return `${formatDateTime(at, now)}, block ${height.toLocaleString(LOCALE)}`
}
