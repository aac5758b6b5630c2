import type { Network } from '../domain/network'
import type { Millis, Pubkey } from '../domain/ids'
import type { PayRefusal, PayVerdict } from '../domain/pay-card'
import type { PaymentState } from '../domain/payment'
import type { Capabilities } from '../domain/node'
import type { Settings } from '../domain/settings'
import { msat, msatToSatCeil, sat, satToMsat, type Msat, type Sat } from '../money'
import { countedMessageFee, feeLimitOf, type FeeLimit } from './fee-limit'

/** What the person allows to be paid with one click. */
export interface SpendingLimits {
  /** The limit of one click; 0 always asks. */
  readonly clickLimitSat: Sat
  /** The limit of all one-click payments in 24 hours. */
  readonly dayLimitSat: Sat
  /** Only nodes with the extension apply it. */
  readonly feeLimit: FeeLimit
}

/** Reads the limits from the settings. */
export function limitsOf(settings: Settings): SpendingLimits {
  return {
    clickLimitSat: sat(BigInt(settings.clickLimitSat)),
    dayLimitSat: sat(BigInt(settings.dayLimitSat)),
    feeLimit: feeLimitOf(settings)
  }
}

/** Everything that decides whether an invoice may be paid, and how. */
export interface SpendingFacts {
  readonly now: Millis
  readonly amountMsat: Msat | undefined
  /** The largest fee of the payment; 0 if the node does not apply one. */
  readonly largestFeeMsat: Msat
  readonly expiresAt: Millis
  readonly network: Network
  readonly payee: Pubkey
  /** Our node, if it is known yet. */
  readonly node: { readonly pubkey: Pubkey | undefined; readonly network: Network } | undefined
  /** This wallet made the invoice. */
  readonly madeHere: boolean
  /** The state of the journal's row with this payment hash. */
  readonly journal: PaymentState | undefined
  /** That row belongs to another invoice with the same payment hash. */
  readonly otherInvoice: boolean
  /** The message that carried the invoice claims its sender or names none, so one click never pays it. */
  readonly unprovenSender: boolean
  /** A payment of this hash through another node left or may have left. */
  readonly elsewhere: boolean
  /** Other nodes whose journals cannot be read for this payment hash. */
  readonly unreadable: readonly string[]
  /** The person retries a payment with an unknown outcome. */
  readonly retryUnknown: boolean
  readonly limits: SpendingLimits
  /** Sum of the one-click payments and messages of the last 24 hours that did not fail. */
  readonly spentByClickSat: Sat
}

/** The period of the day limit. */
export const SPENDING_DAY_MS = 24 * 60 * 60 * 1000

/** Decides whether an invoice may be paid now: with one click, after a confirmation, or not at all. */
export function judgeSpending(facts: SpendingFacts): PayVerdict {
  const refusal = refusalOf(facts)
  if (refusal !== undefined) return { kind: 'refused', code: refusal }
  if (facts.amountMsat === undefined) return { kind: 'refused', code: 'no-amount' }
  // The fee counts too, or a payment could exceed the limit.
  const amountSat = msatToSatCeil(msat(facts.amountMsat + facts.largestFeeMsat))
  if (facts.unreadable.length > 0) {
    return { kind: 'confirm', reason: 'other-records-unreadable', nodes: facts.unreadable }
  }
  const verdict = judgeAmount(amountSat, facts)
  return facts.unprovenSender ? { kind: 'confirm', reason: 'unverified-sender' } : verdict
}

export type AmountVerdict = Extract<PayVerdict, { kind: 'one-click' } | { readonly limitSat: Sat }>

/** Whether an amount may be sent with one click, whatever it is for. */
export function judgeAmount(
  amountSat: Sat,
  { limits, spentByClickSat }: Pick<SpendingFacts, 'limits' | 'spentByClickSat'>
): AmountVerdict {
  const { clickLimitSat, dayLimitSat } = limits
  if (amountSat > clickLimitSat) {
    return { kind: 'confirm', reason: 'above-click-limit', limitSat: clickLimitSat }
  }
  if (spentByClickSat + amountSat > dayLimitSat) {
    return { kind: 'confirm', reason: 'above-day-limit', limitSat: dayLimitSat }
  }
  return { kind: 'one-click' }
}

/**
 * Whether a message may be sent with one click: within the same limits as a payment. Its largest fee counts too, or it
 * could exceed them. `costSat`: what all parts carry, 1 sat each (`messageCost`).
 */
export function judgeMessage(
  costSat: Sat,
  capabilities: Pick<Capabilities, 'extension'>,
  facts: Pick<SpendingFacts, 'limits' | 'spentByClickSat'>
): AmountVerdict {
  const feeMsat = countedMessageFee(capabilities, Number(costSat), facts.limits.feeLimit)
  return judgeAmount(msatToSatCeil(msat(satToMsat(costSat) + feeMsat)), facts)
}

/** Refusals that do not depend on the limits. The one that the person can change least comes first. */
function refusalOf(facts: SpendingFacts): PayRefusal | undefined {
  const { node, journal } = facts
  if (facts.madeHere || (node !== undefined && facts.payee === node.pubkey)) return 'own-invoice'
  if (node !== undefined && facts.network !== node.network) return 'other-network'
  // One payment hash is one payment, so nothing is paid on another invoice's row.
  if (journal !== undefined && facts.otherInvoice) return 'other-invoice-same-hash'
  if (journal === 'succeeded') return 'already-paid'
  if (journal === 'sending') return 'already-sending'
  if (facts.elsewhere) return 'tried-elsewhere'
  if (journal === 'unknown' && !facts.retryUnknown) return 'outcome-unknown'
  if (facts.amountMsat === undefined) return 'no-amount'
  if (facts.expiresAt <= facts.now) return 'expired'
  return undefined
}
