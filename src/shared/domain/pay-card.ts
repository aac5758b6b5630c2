import type { InvoiceErrorCode, Network } from '../bolt11'
import type { Msat, Sat } from '../money'
import type { Millis, PaymentHash, Pubkey } from './ids'
import type { Invoice } from './invoice'
import type { Payment } from './payment'

/** Why main refuses to send, always before anything reaches the node. */
export type PayRefusal =
  | 'not-an-invoice'
  | 'no-amount'
  | 'expired'
  | 'other-network'
  | 'own-invoice'
  | 'already-paid'
  | 'already-sending'
  | 'outcome-unknown'
  /** An attempt was made to pay another invoice that has the same payment hash. */
  | 'other-invoice-same-hash'
  /** The payment hash was tried through another node, and that payment may have left or has. */
  | 'tried-elsewhere'
  | 'amount-changed'
  | 'needs-confirmation'
  | 'not-connected'
  | 'store-failed'

/** Facts that must be noticed before paying; most serious first in a card. */
export type PayWarning =
  /** The message only claims to be from its sender. */
  | 'sender-unverified'
  | 'payee-not-sender'
  /** The sender is known by something that no invoice names, so nothing says whether the sender is the payee. */
  | 'payee-not-comparable'
  /** A different sender has the same short key. */
  | 'payee-lookalike'
  /** The route hints ask a large share of the amount in fees. */
  | 'high-route-fee'
  | 'expires-soon'
  | 'payee-unknown'
  | 'description-hash-only'
  | 'earlier-attempt-failed'

/** A payment with the same payment hash that went through another node, or that stood in records that are gone. */
export interface OtherAttempt {
  /** How the person knows that node. */
  readonly node: string
  readonly state: 'succeeded' | 'unknown'
  readonly sentAt: Millis
}

export type PayVerdict =
  | { readonly kind: 'one-click' }
  /** The records of these nodes cannot be read: whether the invoice was tried there is not known. */
  | {
      readonly kind: 'confirm'
      readonly reason: 'other-records-unreadable'
      readonly nodes: readonly string[]
    }
  | {
      readonly kind: 'confirm'
      readonly reason: 'above-click-limit' | 'above-day-limit'
      readonly limitSat: Sat
    }
  /** The invoice came in a message that only claims to be from its sender. */
  | { readonly kind: 'confirm'; readonly reason: 'unverified-sender' }
  | { readonly kind: 'refused'; readonly code: PayRefusal }

/** An invoice as a person decides about it. Made in main, from the invoice text alone: no network. */
export interface PayCard {
  readonly invoice: string
  readonly paymentHash: PaymentHash
  readonly amountMsat: Msat | undefined
  readonly description: string | undefined
  readonly payee: Pubkey
  /** Petname, or undefined where the payee is nobody we know. */
  readonly payeeName: string | undefined
  /** A different sender whose short key is the same: its petname, or the short key. */
  readonly payeeLooksLike?: string
  /** The most that the route hints of the invoice ask in fees; absent where they ask nothing. */
  readonly hintedFeeMsat?: Msat
  readonly network: Network
  readonly createdAt: Millis
  readonly expiresAt: Millis
  readonly warnings: readonly PayWarning[]
  readonly verdict: PayVerdict
  /** The journal's payment of this very invoice. One of another invoice with the same payment hash is not it. */
  readonly payment: Payment | undefined
  /** What the wallet's other journals know about this payment hash. */
  readonly elsewhere: OtherAttempt | undefined
  /** Our node made it: where it stands. */
  readonly own: Invoice | undefined
}

/** What a pasted, dropped, scanned or linked text turned out to be. */
export type PayInputView =
  | { readonly kind: 'cards'; readonly cards: readonly PayCard[] }
  | { readonly kind: 'lnurl' | 'lightning-address' | 'bolt12' | 'on-chain' | 'nothing' | 'empty' }
  | { readonly kind: 'bip21-unknown-required'; readonly name: string }
  | { readonly kind: 'damaged-invoice'; readonly code: InvoiceErrorCode }
