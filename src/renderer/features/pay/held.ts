import type { Payment } from '../../../shared/domain/payment'
import { SPENDING_DAY_MS } from '../../../shared/policy/spending'
import { formatDuration, formatExactShort } from '../../lib/format'

type Sent = Pick<Payment, 'createdAt' | 'sentAt' | 'isRetryOfUnknown'>

/** The title of a payment that is held. After a retry of an unknown outcome the node may hold either attempt. */
export function heldTitle({ sentAt, isRetryOfUnknown }: Sent, now: number): string {
  return isRetryOfUnknown === true ? 'On hold' : `On hold since ${formatExactShort(sentAt, now)}`
}

/** For how long the payment has been held. */
export function heldForText({ createdAt, sentAt, isRetryOfUnknown }: Sent, now: number): string {
  return isRetryOfUnknown === true
    ? `At most ${formatDuration(now - createdAt)}`
    : formatDuration(now - sentAt)
}

/** What the money counts as while it is held. A one-click payment counts in the day limit for 24 hours, held or not. */
export function countedAsText(
  { isOneClick, sentAt }: Pick<Payment, 'isOneClick' | 'sentAt'>,
  now: number
): string {
  return isOneClick === true && now - sentAt < SPENDING_DAY_MS
    ? 'Spent, and in your one-click limit of 24 hours'
    : 'Spent, until it settles or comes back'
}
