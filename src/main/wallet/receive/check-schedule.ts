import type { Millis } from '../../../shared/domain/ids'
import type { Invoice } from '../../../shared/domain/invoice'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** A payment that was on its way when the invoice expired still arrives; nobody waits longer than this for one. */
export const WATCH_AFTER_EXPIRY_MS = 24 * HOUR

const FRESH_MS = 10 * MINUTE
const FIRST_MS = 1 * SECOND
const GROWTH = 1.5

/**
 * How long to wait before asking about an invoice again, after `checks` times: soon at first, when somebody stands there
 * and pays, then ever more seldom up to a limit that grows with the invoice's age.
 */
export function nextCheckDelay(invoice: Invoice, now: Millis, checks: number): number {
  return Math.min(FIRST_MS * GROWTH ** Math.min(checks, 30), longest(invoice, now))
}

/** Somebody may be paying it just now. */
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
