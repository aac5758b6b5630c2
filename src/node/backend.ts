import type { Network } from '../shared/domain/network'
import type { MessageProgress } from '../shared/domain/outgoing'
import type { Msat } from '../shared/money'
import { fail, type Failure, type Result } from '../shared/result'
import type { MessageSource, NodeIdentity } from './messages'

/** Why a backend failed. The failure's detail is the text for the caller. */
export type BackendFailureCode =
  /** The Lightning node refused; the detail is its own text. No money left. */
  | 'refused'
  /** The request itself is invalid; the detail says what to change. Nothing was asked of the Lightning node. */
  | 'invalid-request'
  | 'not-found'
  | 'already-paid'
  | 'in-transition'
  /** The payment hash is paid with another amount, so it can never be paid with this one. */
  | 'other-amount'
  /** The payment ended without reaching the payee. */
  | 'payment-failed'
  /** The Lightning node is unreachable or stopped half way: a payment may have left. */
  | 'unreachable'
  | 'locked'
  | 'starting'
  | 'behind-chain'
  | 'certificate-changed'
  | 'credentials-refused'
  | 'permission-missing'

export type BackendFailure = Failure<BackendFailureCode>
export type BackendResult<T> = Result<T, BackendFailureCode>

/** A refusal with the Lightning node's own text, or with a code of its own. */
export function refused(
  detail: string,
  code: BackendFailureCode = 'refused'
): { ok: false; error: BackendFailure } {
  return fail(code, detail)
}

export interface BackendInfo {
  readonly pubkey: string
  readonly alias: string
  readonly network: Network
  /** For example `demo` or `lnd 0.20.1-beta`. */
  readonly software: string
  readonly syncedToChain: boolean
  readonly blockHeight: number
  /** The time in the newest block that it has, in milliseconds since 1970. Undefined if it is not known. */
  readonly newestBlockAt: number | undefined
}

export interface OwnInvoice {
  readonly paymentHash: string
  readonly paid: boolean
}

export interface PayTerms {
  readonly bolt11: string
  /** Only for an invoice without an amount. */
  readonly amountMsat?: Msat
  /** Maximum fee. Default: the backend's limit. */
  readonly feeLimitMsat?: Msat
}

/** A payment to a node's key without an invoice, as a message makes it. */
export interface KeysendTerms {
  /** The recipient's public key, in hex. */
  readonly to: string
  readonly amountMsat: Msat
}

export interface PaidInvoice {
  /** 64 hex digits. */
  readonly preimage: string
  readonly feeMsat: Msat
}

/** Until when a payment in flight can settle. If it does not settle, all of it has come back by then. */
export interface LatestReturn {
  /** The block height at which the last of its HTLCs expires. */
  readonly height: number
  /** About when that block is mined, as Unix time in seconds. */
  readonly at: number
}

/** The Lightning node's state of one payment hash. */
export type TrackedPayment =
  /** It never tried to pay this hash, or no longer knows about it. */
  | { readonly state: 'unknown' }
  | {
      readonly state: 'in-flight'
      readonly amountMsat: Msat
      readonly latestReturn: LatestReturn | undefined
    }
  | {
      readonly state: 'succeeded'
      readonly amountMsat: Msat
      readonly preimage: string
      readonly feeMsat: Msat
      /** Unix time in seconds; undefined if the backend does not know it. */
      readonly succeededAt: number | undefined
    }
  | { readonly state: 'failed'; readonly amountMsat: Msat; readonly reason: string }

/** A settled outgoing payment. Times are in milliseconds since 1970. */
export interface SettledPayment {
  readonly paymentHash: string
  readonly preimage: string
  readonly bolt11: string
  readonly amountMsat: Msat
  readonly createdAt: number
}

/** An invoice from the node's list of its own invoices. */
export interface ListedInvoice {
  readonly index: number
  readonly bolt11: string
  readonly paymentHash: string
  readonly preimage: string
  readonly amountMsat: Msat | undefined
  readonly memo: string
  /** Unix time in seconds. */
  readonly createdAt: number
  readonly expirySeconds: number
  /** `at` is in milliseconds since 1970. */
  readonly paid: { readonly at: number; readonly amountMsat: Msat } | undefined
}

/** One of the node's invoices, reported when it was paid. */
export interface SettledInvoice {
  /** Numbers the settled invoices of the node, from 1. */
  readonly settleIndex: bigint
  readonly paymentHash: string
  readonly bolt11: string
  readonly amountMsat: Msat
  /** Unix time in seconds. */
  readonly settledAt: number
}

/** A message that was sent. */
export interface SentMessage {
  readonly id: string
  /** The fees of all its payments together; undefined if the backend does not know them. */
  readonly feeMsat: Msat | undefined
}

export interface OutgoingMessage {
  /** The recipient: a public key; in the second generation a DID. */
  readonly to: string
  readonly data: Buffer
  /** 0: the minimum cost. */
  readonly amountSat: bigint
  /** Empty if the message is not a reply. */
  readonly replyToId: string
  /** The client's own id of the message. A repeated request with the same id pays nothing again. */
  readonly draft: string | undefined
  /** Maximum fee of each of its payments. Default: the backend's limit. */
  readonly feeLimitMsat?: Msat | undefined
}

/**
 * Everything that an IMP node needs from its Lightning node. `pay` and `sendMessage` take no AbortSignal on purpose: a
 * payment that was started continues without its caller.
 */
export interface Backend {
  readonly identity: NodeIdentity
  /** Messages from other nodes. */
  readonly messages: MessageSource
  info(): Promise<BackendResult<BackendInfo>>
  /** Without an amount the payer chooses it. */
  addInvoice(terms: {
    readonly amountMsat: Msat | undefined
    readonly memo: string
  }): Promise<BackendResult<{ bolt11: string }>>
  /** Finds one of the node's invoices by its exact text. */
  lookupInvoice(bolt11: string): Promise<BackendResult<OwnInvoice>>
  pay(terms: PayTerms): Promise<BackendResult<PaidInvoice>>
  /** `paymentHash`: 64 hex digits. */
  trackPayment(paymentHash: string): Promise<BackendResult<TrackedPayment>>
  /** Oldest first. */
  settledPayments(): Promise<BackendResult<readonly SettledPayment[]>>
  /** At most `limit` of the node's invoices, oldest first. */
  invoices(limit: number): Promise<BackendResult<readonly ListedInvoice[]>>
  /** The amount that can be sent through all channels. */
  spendable(): Promise<BackendResult<Msat>>
  /** The amount that can be received through all channels. */
  receivable(): Promise<BackendResult<Msat>>
  /** Estimates the fee of paying an invoice; sends nothing. */
  estimateFee(terms: PayTerms): Promise<BackendResult<Msat>>
  /** Estimates the fee of one payment of a message; sends nothing. */
  estimateKeysendFee(terms: KeysendTerms): Promise<BackendResult<Msat>>
  sendMessage(message: OutgoingMessage): Promise<BackendResult<SentMessage>>
  /** Of the message with this draft, while it is sent and afterwards. Undefined if the backend has no such message. */
  messageProgress(draft: string): MessageProgress | undefined
  /**
   * Calls `listener` for every invoice settled after this index, oldest first, then for new ones. The returned function
   * stops it.
   */
  watchInvoices(since: bigint | undefined, listener: (invoice: SettledInvoice) => void): () => void
  close(): Promise<void>
}
