import type { InvoiceErrorCode } from './invoice-error'
import type { Network } from './network'
import type { Msat, Sat } from '../money'
import type { Millis, NodeId, PaymentHash, Pubkey } from './ids'
import type { Invoice } from './invoice'
import type { Payment, PaymentState } from './payment'

/** Why main refuses a payment, before anything reaches the node. */
export type PayRefusal =
  | 'not-an-invoice'
  | 'no-amount'
  | 'expired'
  | 'other-network'
  | 'own-invoice'
  | 'already-paid'
  | 'already-sending'
  | 'outcome-unknown'
  /** There was an attempt to pay another invoice with the same payment hash. */
  | 'other-invoice-same-hash'
  /** The payment hash was tried through another node, and that payment left or may have left. */
  | 'tried-elsewhere'
  | 'amount-changed'
  /** The person chose a largest fee for this payment, and the node applies none. */
  | 'no-fee-limit'
  /** The page showed another node than the active one. */
  | 'other-node'
  | 'needs-confirmation'
  /** The person was not asked, because another question waits for their answer. */
  | 'another-question-open'
  | 'not-connected'
  | 'store-failed'

/** Facts to notice before paying. A card lists the most serious first. */
export type PayWarning =
  /** The sender is only a claim of the message. */
  | 'sender-unverified'
  | 'payee-not-sender'
  /** The sender's id is not a key that invoices use, so it cannot be compared with the payee. */
  | 'payee-not-comparable'
  /** A different sender has the same short key. */
  | 'payee-lookalike'
  /** The route hints charge a large share of the amount in fees. */
  | 'high-route-fee'
  | 'expires-soon'
  | 'payee-unknown'
  | 'description-hash-only'
  | 'earlier-attempt-failed'

/** A payment with the same payment hash that went through another node, or that was in records that are gone. */
export interface OtherAttempt {
  /** The node's name as the person knows it. */
  readonly node: string
  /** Set if the records of a saved node have the payment, so that the wallet can switch to that node and show it. */
  readonly nodeId?: NodeId | undefined
  /** Its records were erased or replaced. Only the payment hash was kept. */
  readonly erased: boolean
  readonly state: 'succeeded' | 'unknown'
  readonly sentAt: Millis
}

/** A payment of another invoice with the same payment hash, in the journal of the active node. */
export interface OtherInvoice {
  readonly amountMsat: Msat
  readonly payee: Pubkey
  /** Petname; undefined if the payee is unknown. */
  readonly payeeName: string | undefined
  readonly state: PaymentState
  readonly sentAt: Millis
}

/**
 * The journals that contain no payment to a payee, neither a successful one nor one that may have succeeded. `anywhere`:
 * all journals of the wallet. `from-this-node`: that of the active node; another one cannot be read, or records were
 * erased, so the wallet cannot tell about the other nodes.
 */
export type NeverPaid = 'anywhere' | 'from-this-node'

/** The sender of a message with an invoice. */
export interface InvoiceSender {
  readonly pubkey: Pubkey
  /** The petname or short key, marked if the sender is only claimed. */
  readonly name: string
  /** Set if nothing proves who sent it: the petname or short key that the message claims; empty if it claims none. */
  readonly unprovenName?: string
}

export type PayVerdict =
  | { readonly kind: 'one-click' }
  /** The records of these nodes cannot be read, so it is not known whether the invoice was tried there. */
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
  /** The invoice came in a message whose sender is only claimed. */
  | { readonly kind: 'confirm'; readonly reason: 'unverified-sender' }
  | { readonly kind: 'refused'; readonly code: PayRefusal }

/**
 * An invoice with everything a person needs to decide about it. Made in main from the invoice text alone, without
 * network access.
 */
export interface PayCard {
  readonly invoice: string
  readonly paymentHash: PaymentHash
  /** The amount of the invoice, or else the amount that the person entered, now or for an earlier attempt. */
  readonly amountMsat: Msat | undefined
  /**
   * Set if the invoice names no amount and the node can pay it. `open`: the person enters the amount. `fixed`: an earlier
   * attempt had an amount, and a retry pays the same.
   */
  readonly entry?: 'open' | 'fixed'
  /**
   * The most that the payment may take in fees, also by an earlier attempt without an outcome; absent if the node
   * applies no largest fee.
   */
  readonly largestFeeMsat?: Msat
  readonly description: string | undefined
  readonly payee: Pubkey
  /** Petname; undefined if the payee is unknown. */
  readonly payeeName: string | undefined
  /** Set if no other payment went to this payee. Absent for an invoice of our own node. */
  readonly neverPaid?: NeverPaid | undefined
  /** Another sender with the same short key: its petname, or the short key. */
  readonly payeeLooksLike?: string
  /** The highest fee that the invoice's route hints charge; absent if they charge nothing. */
  readonly hintedFeeMsat?: Msat
  readonly network: Network
  readonly createdAt: Millis
  readonly expiresAt: Millis
  readonly warnings: readonly PayWarning[]
  readonly verdict: PayVerdict
  /** Set if the outcome of the payment is unknown: the verdict on a retry, which the person has to order as such. */
  readonly retry?: PayVerdict
  /** Who sent the message that carried the invoice; absent if it came another way. */
  readonly sender?: InvoiceSender | undefined
  /** The journal's payment of this exact invoice. A payment of another invoice with the same hash is not included. */
  readonly payment: Payment | undefined
  /** A payment of this hash in the wallet's other journals. */
  readonly elsewhere: OtherAttempt | undefined
  /** The journal's payment of another invoice with the same hash. */
  readonly otherInvoice?: OtherInvoice | undefined
  /** Set if our node issued the invoice. */
  readonly own: Invoice | undefined
}

/** What a pasted, dropped, scanned or linked text contains. */
export type PayInputView =
  | { readonly kind: 'cards'; readonly cards: readonly PayCard[] }
  | { readonly kind: 'lnurl' | 'lightning-address' | 'bolt12' | 'on-chain' | 'nothing' | 'empty' }
  | { readonly kind: 'bip21-unknown-required'; readonly name: string }
  | { readonly kind: 'damaged-invoice'; readonly code: InvoiceErrorCode }
