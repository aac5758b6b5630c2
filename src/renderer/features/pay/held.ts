import type { Payment } from '../../../shared/domain/payment'
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
