import type { Network } from '../bolt11'
import type { Msat } from '../money'
import type { MessageId, Millis, PaymentHash, Pubkey } from './ids'

/**
 * sending → succeeded | failed | unknown; unknown → sending (the person retries) | succeeded (the node says so);
 * failed → sending (the person retries) | succeeded (the node was wrong). At start, rows left in `sending` become `unknown`.
 */
export type PaymentState = 'sending' | 'succeeded' | 'failed' | 'unknown'

/**
 * `verified`: SHA-256(preimage) is the payment hash. `unavailable`: the node says paid but gave no preimage.
 * `mismatch`: the node answered success with a preimage that does not hash to the payment hash: a kept alarm.
 */
export type ProofState = 'verified' | 'unavailable' | 'mismatch'

/** Why a payment failed: the node said so, or the request provably never left. */
export type PaymentFailureCode = 'no-route' | 'expired' | 'refused-by-node' | 'not-sent' | 'key-refused'

/** Why nobody knows. `still-in-flight`: the node says an attempt is under way. */
export type PaymentUnknownCode =
  'deadline' | 'connection-broke' | 'wallet-stopped' | 'still-in-flight' | 'node-unclear'

/** Why asking the node once more about an unknown outcome brought nothing new. */
export type CheckFailureCode = 'not-found' | 'not-connected' | 'node-cannot-tell' | 'node-silent'

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
  /** The node's own words about a failure, shown as text. */
  readonly nodeText: string | undefined
  readonly preimage: string | undefined
  readonly proof: ProofState | undefined
  readonly attempts: number
  readonly createdAt: Millis
  /** Of the latest attempt. */
  readonly sentAt: Millis
  /** When the node was last asked about an unknown outcome. */
  readonly checkedAt: Millis | undefined
  readonly settledAt: Millis | undefined
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
      return to === 'sending' || to === 'succeeded'
    case 'failed':
      // A payment called failed must still be able to turn out settled, and may be tried again.
      return to === 'sending' || to === 'succeeded'
    case 'succeeded':
      return false
  }
}
