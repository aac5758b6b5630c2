import type { Millis } from '../../../shared/domain/ids'
import type { Invoice } from '../../../shared/domain/invoice'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** A payment that was under way when the invoice expired still arrives. It is watched for at most this time. */
export const WATCH_AFTER_EXPIRY_MS = 24 * HOUR

const FRESH_MS = 10 * MINUTE
const FIRST_MS = 1 * SECOND
const GROWTH = 1.5

/**
 * Delay before the next check of an invoice, after `checks` checks: short at first, while a payer may be waiting, then
 * longer, up to a limit that grows with the invoice's age. Milliseconds.
 */
export function nextCheckDelay(invoice: Invoice, now: Millis, checks: number): number {
  return Math.min(FIRST_MS * GROWTH ** Math.min(checks, 30), longest(invoice, now))
}

/** Whether the invoice is new enough that a payment may be under way now. */
export function isFresh(invoice: Invoice, now: Millis): boolean {
  return invoice.state === 'open' && now - invoice.createdAt < FRESH_MS
}

function longest(invoice: Invoice, now: Millis): number {
  if (invoice.state === 'expired') return HOUR
  const age = now - invoice.createdAt
  if (age < 2 * MINUTE) return 3 * SECOND
  if (age < FRESH_MS) return 10 * SECOND
  return age < HOUR ? MINUTE : 5 * MINUTE
}
