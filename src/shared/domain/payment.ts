import type { Network } from './network'
import type { Msat } from '../money'
import type { MessageId, Millis, PaymentHash, Pubkey } from './ids'
import type { TextSource } from './text-source'

/**
 * sending → succeeded | failed | unknown; unknown → sending (the person retries) | succeeded | failed (the node reports
 * the end of the payment); failed → sending (the person retries) | succeeded (the node was wrong). At start, rows left
 * in `sending` become `unknown`.
 */
export type PaymentState = 'sending' | 'succeeded' | 'failed' | 'unknown'

/**
 * `verified`: SHA-256(preimage) is the payment hash. `unavailable`: the node reports success without a preimage.
 * `mismatch`: the node reports success with a preimage that does not hash to the payment hash; an alarm that stays.
 */
export type ProofState = 'verified' | 'unavailable' | 'mismatch'

/**
 * Why a payment failed. The first five are results of an attempt of the node. The others stopped the request before the
 * node tried: the node refused it, or it provably never left. `gave-up`: the node gave no reason. `not-begun`: the node
 * does not know the payment although its records reach back further, and the invoice has expired, so the payment can no
 * longer start. `other-amount`: the node paid another amount for the payment hash, so it can never pay this one.
 */
export const PAYMENT_FAILURES = [
  'no-route',
  'rejected-by-payee',
  'too-little-balance',
  'timed-out',
  'gave-up',
  'expired',
  'refused-by-node',
  'may-not-pay',
  'not-sent',
  'not-begun',
  'other-amount',
  'key-refused'
] as const
export type PaymentFailureCode = (typeof PAYMENT_FAILURES)[number]

/**
 * Whether a failure proves that every attempt with the payment hash has ended. The node refuses a hash that is under
 * way or paid before it tries, so an attempt that it ended is the only one there was. The other failures prove nothing
 * about earlier attempts.
 */
export function endsEveryAttempt(code: PaymentFailureCode): boolean {
  switch (code) {
    case 'no-route':
    case 'rejected-by-payee':
    case 'too-little-balance':
    case 'timed-out':
    case 'gave-up':
    case 'not-begun':
    case 'other-amount':
      return true
    case 'expired':
    case 'refused-by-node':
    case 'may-not-pay':
    case 'not-sent':
    case 'key-refused':
      return false
  }
}

/**
 * Whether another attempt may succeed after this failure. The payee has refused the invoice, or the node has paid its
 * payment hash with another amount, so no attempt ever will.
 */
export function mayRetry(code: PaymentFailureCode): boolean {
  return code !== 'rejected-by-payee' && code !== 'other-amount'
}

/**
 * Why the outcome is unknown. `still-in-flight`: the node reports an attempt under way. `answer-unreadable`: the wallet
 * could not read the response. `node-unclear`: the node's response proves neither success nor failure.
 */
export const PAYMENT_UNKNOWNS = [
  'deadline',
  'connection-broke',
  'wallet-stopped',
  'still-in-flight',
  'answer-unreadable',
  'node-unclear'
] as const
export type PaymentUnknownCode = (typeof PAYMENT_UNKNOWNS)[number]

/** When a payment that is under way ends at the latest: it settles before, or the whole amount returns. */
export interface LatestReturn {
  /** The block height at which the last part returns at the latest. */
  readonly height: number
  /** About when that block is expected. */
  readonly at: Millis
}

/** Why a check of an unknown outcome brought no result. */
export type CheckFailureCode = 'not-found' | LookupFailureCode

/** Why a lookup of payments brought no result. `list-unreadable`: too large, or in an unknown format. */
export type LookupFailureCode = 'not-connected' | 'node-cannot-tell' | 'node-silent' | 'list-unreadable'

/**
 * The result of a check. `not-known`: a node that tracks payments knows nothing of this one; a request may still be on
 * its way to it. `no-trace`: the same after the invoice has expired, and nothing shows that the node's records reach back
 * to the payment. `not-listed`: the node's list does not contain the payment, which proves nothing.
 * `beyond-list`: the list is full, so the payment may be settled without being listed.
 */
export type CheckFinding =
  'settled' | 'failed' | 'in-flight' | 'not-known' | 'no-trace' | 'not-listed' | 'beyond-list'

/** The answer of one check. */
export interface PaymentCheck {
  readonly payment: Payment
  readonly finding: CheckFinding
}

export interface Payment {
  readonly paymentHash: PaymentHash
  /** Exactly as it was sent to the node. */
  readonly invoice: string
  readonly amountMsat: Msat
  readonly description: string | undefined
  readonly payee: Pubkey
  readonly network: Network
  readonly expiresAt: Millis
  readonly state: PaymentState
  readonly failure: PaymentFailureCode | undefined
  readonly unknown: PaymentUnknownCode | undefined
  /** The text that came with a failure or an unknown outcome, shown as text. */
  readonly nodeText: string | undefined
  /** Who wrote `nodeText`; undefined if there is none, or if an earlier version stored it. */
  readonly said: TextSource | undefined
  /** The fee of the payment; undefined until it succeeded, and if the node does not report it. */
  readonly feeMsat?: Msat | undefined
  /** The maximum fee of the latest attempt; undefined if the node has no such limit. */
  readonly feeLimitMsat?: Msat | undefined
  /**
   * For an unknown outcome that the node reports as under way: the latest time at which it can settle, if the node
   * reports it.
   */
  readonly latestReturn?: LatestReturn | undefined
  readonly preimage: string | undefined
  readonly proof: ProofState | undefined
  readonly attempts: number
  /** Time of the first attempt. */
  readonly createdAt: Millis
  /** Time of the latest attempt. */
  readonly sentAt: Millis
  /** Main did not ask before the latest attempt, so it counts in the limit of one-click payments. */
  readonly isOneClick?: boolean
  /**
   * The attempt before the latest one had no outcome when the latest began, so what the node reports may be about either
   * of them.
   */
  readonly isRetryOfUnknown?: boolean
  /** When the node was last asked about the unknown outcome. */
  readonly checkedAt: Millis | undefined
  /** When the wallet learned of success or failure. */
  readonly settledAt: Millis | undefined
  /** The success was not learned from the response to the attempt, so the money may have left long before. */
  readonly learnedLate: boolean
  /** When it was paid, by the node's clock. Only a lookup reports it, and not every node does. */
  readonly paidAt?: Millis | undefined
  /** The message that carried the invoice. */
  readonly messageId: MessageId | undefined
  readonly note: string
}

/** When the payment ended; undefined if that was earlier than the wallet learned it, and no node reported the time. */
export function endedAtOf({
  learnedLate,
  paidAt,
  settledAt
}: Pick<Payment, 'learnedLate' | 'paidAt' | 'settledAt'>): Millis | undefined {
  return learnedLate ? paidAt : settledAt
}

/**
 * For how long the outcome was unknown before the wallet learned that it is paid, in milliseconds. Undefined if it was
 * not unknown, or if the time is not known. After a retry it is not, because either attempt may be the one that was paid.
 */
export function wasUnknownFor({
  state,
  attempts,
  learnedLate,
  sentAt,
  checkedAt,
  settledAt
}: Pick<Payment, 'state' | 'attempts' | 'learnedLate' | 'sentAt' | 'checkedAt' | 'settledAt'>):
  number | undefined {
  if (state !== 'succeeded' || attempts > 1 || !learnedLate) return undefined
  if (settledAt === undefined || checkedAt === undefined) return undefined
  // Only unknown payments are checked before their success is known. A later check was for the proof.
  return checkedAt >= sentAt && checkedAt <= settledAt ? settledAt - sentAt : undefined
}

/** While a payment is in one of these states, a second payment of the same hash is refused. */
export function blocksAnotherPay(state: PaymentState): boolean {
  switch (state) {
    case 'sending':
    case 'succeeded':
    case 'unknown':
      return true
    case 'failed':
      return false
  }
}

/** Whether a transition is allowed. Any other is a bug, and the journal refuses it. */
export function mayBecome(from: PaymentState, to: PaymentState): boolean {
  switch (from) {
    case 'sending':
      return to !== 'sending'
    case 'unknown':
      return to === 'sending' || to === 'succeeded' || to === 'failed'
    case 'failed':
      // A failed payment may be retried, and may still turn out to be settled.
      return to === 'sending' || to === 'succeeded'
    case 'succeeded':
      return false
  }
}
