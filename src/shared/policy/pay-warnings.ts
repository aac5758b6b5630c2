import { isClaimed, isNodeKey, keyOf } from '../domain/sender'
import type { Millis, Pubkey } from '../domain/ids'
import type { PayWarning } from '../domain/pay-card'
import type { PaymentState } from '../domain/payment'
import type { Msat } from '../money'

export interface WarningFacts {
  readonly now: Millis
  readonly expiresAt: Millis
  readonly payee: Pubkey
  /** The payee sent us a message, was paid before, or has a petname. */
  readonly payeeKnown: boolean
  /** The sender of the message that carried the invoice. */
  readonly sender: Pubkey | undefined
  readonly description: string | undefined
  readonly journal: PaymentState | undefined
  readonly amountMsat: Msat | undefined
  /** The most that the route hints charge in fees. */
  readonly hintedFeeMsat: Msat
  /** Another sender has the same short key. */
  readonly lookalike: boolean
}

/** A person may need this long to read the card. Milliseconds. */
const EXPIRES_SOON_MS = 60_000
/** Percentage of the amount above which hinted fees cause a warning, if they are also more than a few sats. */
const HIGH_FEE_PERCENT = 5n
const SMALL_FEE_MSAT = 5_000n

/** The warnings about a payment, most serious first: those about the money, then the expiry, then mere facts. */
export function payWarnings(facts: WarningFacts): PayWarning[] {
  const { sender, now, expiresAt } = facts
  const senderKey = sender === undefined ? undefined : keyOf(sender)
  const comparable = senderKey !== undefined && isNodeKey(senderKey)
  const warnings: readonly (readonly [PayWarning, boolean])[] = [
    ['sender-unverified', sender !== undefined && isClaimed(sender)],
    ['payee-lookalike', facts.lookalike],
    ['payee-not-sender', comparable && senderKey !== facts.payee],
    ['payee-not-comparable', sender !== undefined && !comparable],
    ['high-route-fee', isHighFee(facts)],
    ['expires-soon', expiresAt > now && expiresAt - now < EXPIRES_SOON_MS],
    ['earlier-attempt-failed', facts.journal === 'failed'],
    ['description-hash-only', facts.description === undefined],
    ['payee-unknown', !facts.payeeKnown]
  ]
  return warnings.filter(([, holds]) => holds).map(([warning]) => warning)
}

function isHighFee({ amountMsat, hintedFeeMsat }: WarningFacts): boolean {
  if (amountMsat === undefined || hintedFeeMsat <= SMALL_FEE_MSAT) return false
  return hintedFeeMsat * 100n > amountMsat * HIGH_FEE_PERCENT
}
