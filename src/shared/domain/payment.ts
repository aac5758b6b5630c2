import type { Network } from '../bolt11'
import type { Msat } from '../money'
import type { MessageId, Millis, PaymentHash, Pubkey } from './ids'
import type { Speaker } from './speaker'

/**
 * sending → succeeded | failed | unknown;
 * unknown → sending (the person retries) | succeeded | failed (the node reports the end of the payment itself);
 * failed → sending (the person retries) | succeeded (the node was wrong). At start, rows left in `sending` become `unknown`.
 */
export type PaymentState = 'sending' | 'succeeded' | 'failed' | 'unknown'

/**
 * `verified`: SHA-256(preimage) is the payment hash. `unavailable`: the node says paid but gave no preimage.
 * `mismatch`: the node answered success with a preimage that does not hash to the payment hash: a kept alarm.
 */
export type ProofState = 'verified' | 'unavailable' | 'mismatch'

/**
 * Why a payment failed. The first five are how an attempt of the node ended; the others stopped the request before the
 * node tried: the node refused it, or it provably never left. `gave-up`: the node did not say why.
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
  'key-refused'
] as const
export type PaymentFailureCode = (typeof PAYMENT_FAILURES)[number]

/**
 * True where a failure ends every attempt for the payment hash. The node refuses a hash that is under way or paid before
 * it tries, so an attempt that it ended is the only one there was. The other failures say nothing about earlier attempts.
 */
export function endsEveryAttempt(code: PaymentFailureCode): boolean {
  switch (code) {
    case 'no-route':
    case 'rejected-by-payee':
    case 'too-little-balance':
    case 'timed-out':
    case 'gave-up':
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
 * Why the outcome is unknown. `still-in-flight`: the node says an attempt is under way. `answer-unreadable`: an answer
 * came that the wallet could not read. `node-unclear`: the node's answer proves neither.
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

/** Why asking the node once more about an unknown outcome brought nothing new. */
export type CheckFailureCode = 'not-found' | LookupFailureCode

/** Why looking payments up gave no reports. `list-unreadable`: too large, or in a form that the wallet does not know. */
export type LookupFailureCode = 'not-connected' | 'node-cannot-tell' | 'node-silent' | 'list-unreadable'

/**
 * What asking the node once more found. `not-listed`: the node's list lacks the payment, which proves nothing.
 * `beyond-list`: the list is full, so the payment may be settled and missing all the same.
 */
export type CheckFinding = 'settled' | 'failed' | 'in-flight' | 'not-listed' | 'beyond-list'

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
  /** The words that came with a failure or an unknown outcome, shown as text. */
  readonly nodeText: string | undefined
  /** Who made `nodeText`; undefined where there is none, and where an earlier version stored it. */
  readonly said: Speaker | undefined
  readonly preimage: string | undefined
  readonly proof: ProofState | undefined
  readonly attempts: number
  /** Of the first attempt. */
  readonly createdAt: Millis
  /** Of the latest attempt. */
  readonly sentAt: Millis
  /** When the node was last asked about an unknown outcome. */
  readonly checkedAt: Millis | undefined
  /** When the wallet learned that it succeeded or failed. No node tells when that was. */
  readonly settledAt: Millis | undefined
  /** It succeeded, and that was not learned from the answer to its attempt: the money may have left long before. */
  readonly learnedLate: boolean
  /** The message that carried the invoice. */
  readonly messageId: MessageId | undefined
  readonly note: string
}

/** While a payment is in one of these, a second pay of the same hash is refused. */
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

/** Every legal move; anything else is a bug and is refused by the journal. */
export function mayBecome(from: PaymentState, to: PaymentState): boolean {
  switch (from) {
    case 'sending':
      return to !== 'sending'
    case 'unknown':
      return to === 'sending' || to === 'succeeded' || to === 'failed'
    case 'failed':
      // A payment called failed must still be able to turn out settled, and may be tried again.
      return to === 'sending' || to === 'succeeded'
    case 'succeeded':
      return false
  }
}
