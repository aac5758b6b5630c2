import type { Network } from '../../shared/domain/network'
import type { ConnectionState } from '../../shared/domain/connection'
import type { LatestReturn, PaymentFailureCode, PaymentUnknownCode } from '../../shared/domain/payment'
import type { Millis, PaymentHash, Pubkey } from '../../shared/domain/ids'
import type { Capabilities, NodeFacts } from '../../shared/domain/node'
import type { MessageProgress, SendFailureCode, SendUnknownCode } from '../../shared/domain/outgoing'
import type { TextSource } from '../../shared/domain/text-source'
import type { Msat, Sat } from '../../shared/money'
import type { Result } from '../../shared/result'

/** Why a call that moves no money failed. `refused-by-node` carries the node's text as detail. */
export type NodeFailureCode =
  'not-connected' | 'deadline' | 'lost' | 'refused-by-node' | 'unimplemented' | 'key-refused' | 'bad-response'

/**
 * The result of a PayInvoice. `failed` and `not-sent` are certain: no money left. `unknown` is everything else: a
 * deadline, a cancelled call, a stream that broke after the request may have left.
 */
export type PayAnswer =
  /** `feeMsat`: the fee of the payment; undefined if the node does not report it. */
  | { readonly kind: 'paid'; readonly preimage: string; readonly feeMsat?: Msat | undefined }
  | { readonly kind: 'already-paid' }
  | { readonly kind: 'in-flight' }
  | { readonly kind: 'failed'; readonly code: PaymentFailureCode; readonly text: string }
  | { readonly kind: 'not-sent' }
  | {
      readonly kind: 'unknown'
      readonly code: PaymentUnknownCode
      readonly text: string
      readonly said: TextSource
    }

/** An invoice to pay, and on which terms. */
export interface PayOrder {
  readonly invoice: string
  /** For an invoice that names no amount, and for no other. Only a node with the extension can pay such an invoice. */
  readonly amountMsat: Msat | undefined
  /** The largest fee; undefined: the node's own limit. Only a node with the extension applies it. */
  readonly feeLimitMsat: Msat | undefined
}

/** A message to another node. */
export interface SendRequest {
  /** The recipient's node key, or its DID in the second generation. */
  readonly to: string
  readonly data: Uint8Array
  /** The amount to send along; at least the cost of the message. */
  readonly amountSat: Sat
  /** The node's id of the message replied to; empty if this is not a reply. */
  readonly replyToId: string
  /** The wallet's own id of the message: the same for each attempt. A node with the extension sends it only once. */
  readonly draft: string
  /** The largest fee of each of its payments; undefined: the node's own limit. A node may ignore it (Capabilities). */
  readonly feeLimitMsat?: Msat | undefined
}

/** The result of a SendMessage, classified as for PayInvoice: `failed` and `not-sent` are certain. */
export type SendAnswer =
  /**
   * The node's id of the message; empty if the node gave none. `feeMsat`: the fees of all its payments together; undefined
   * if the node does not report them.
   */
  | { readonly kind: 'sent'; readonly id: string; readonly feeMsat?: Msat | undefined }
  | { readonly kind: 'failed'; readonly code: SendFailureCode; readonly text: string }
  | { readonly kind: 'not-sent' }
  | {
      readonly kind: 'unknown'
      readonly code: SendUnknownCode
      readonly text: string
      readonly said: TextSource
    }

/** One message as the node delivered it, of either generation, not yet interpreted. */
export interface NodeMessage {
  /** Empty if the node sent none. */
  readonly id: string
  readonly replyToId: string
  /** The sender's key or DID, unchanged. */
  readonly from: string
  /** The sender is only a claim of the message; the node does not vouch for it. */
  readonly claimed: boolean
  readonly data: Uint8Array
  readonly serviceType: string
  /** As the node sent it, int64: may be negative or absurd. */
  readonly amount: bigint
  /** When it arrived at the node; undefined if the node does not report it. */
  readonly settledAt: Millis | undefined
}

/** What a node reports about its Lightning node. A claim: it does not prove who answers. */
export interface NodeStatus {
  /** Undefined unless the node reports exactly one Lightning node. */
  readonly pubkey: Pubkey | undefined
  /** The node reached its Lightning node during this call. */
  readonly lightningUp: boolean
}

/** What a node with the extension reports about itself. A claim: it proves nothing. */
export interface NodeInfo extends NodeFacts {
  readonly pubkey: Pubkey
  readonly network: Network
  /** Undefined if the node may not request balances from its Lightning node. */
  readonly spendableMsat: Msat | undefined
  readonly receivableMsat: Msat | undefined
  /** See `Capabilities`. */
  readonly limitsMessageFees: boolean
}

/** A payment hash as a node with the extension reports it. */
export type TrackedPayment =
  /** The node never tried to pay it, or no longer knows. This proves nothing about a request that may have left. */
  | { readonly state: 'unknown' }
  | { readonly state: 'in-flight'; readonly latestReturn: LatestReturn | undefined }
  | {
      readonly state: 'succeeded'
      readonly preimage: string
      readonly feeMsat: Msat
      /** The amount that the payee received; 0 if the node does not report it. */
      readonly amountMsat: Msat
      /** When it succeeded; undefined if the node does not report it. */
      readonly succeededAt: Millis | undefined
    }
  /** The payment ended and no money left. `text`: the reason, as LND's text. */
  | { readonly state: 'failed'; readonly text: string }

/** One of the node's own invoices that was paid. */
export interface SettledInvoice {
  /** Counts upwards over the settled invoices of the node. */
  readonly settleIndex: bigint
  readonly paymentHash: PaymentHash
  /** The invoice itself; empty for a payment without one, such as a keysend. */
  readonly invoice: string
  readonly settledAt: Millis
}

/** A payment that the node lists as settled. */
export interface SettledPayment {
  readonly paymentHash: string
  /** 64 hex digits; empty if the list does not contain it. */
  readonly preimage: string
}

/** The node's list of payments. */
export interface SettledPayments {
  readonly payments: readonly SettledPayment[]
  /**
   * The list may be incomplete: LND from 0.20 on returns the oldest 100 payments unless the request sets another limit.
   */
  readonly mayBeCut: boolean
}

/** One payment of a message. A message in parts makes one for each part. */
export interface MessagePayment {
  readonly to: string
  readonly amountMsat: Msat
}

/** The calls of a node. Each has a deadline; expected failures are results, not exceptions. */
export interface ImpNode {
  /** Resolves with the invoice text as the node issued it. Amount in satoshis, memo at most 639 bytes. */
  generateInvoice(amountSat: Sat, memo: string): Promise<Result<string, NodeFailureCode>>
  /** `true`: paid. The text must be the node's own, byte for byte. */
  checkInvoice(invoice: string): Promise<Result<boolean, NodeFailureCode | 'no-such-invoice'>>
  payInvoice(order: PayOrder): Promise<PayAnswer>
  /** Requires `capabilities.sendMessage`. */
  sendMessage(request: SendRequest): Promise<SendAnswer>
  /**
   * Estimate of what can be spent: our side of all active channels, including the reserve of about 1 % that cannot be
   * spent. Undefined if the node does not know. Requires `capabilities.getChannels`. This call ends a daemon of the
   * second generation whose Lightning node is down: check `lightningUp` of `identify` first.
   */
  getSpendable(): Promise<Result<Sat | undefined, NodeFailureCode>>
  /**
   * The payments that the node lists as settled. A payment that is missing in the list may be settled all the same.
   * Requires `capabilities.listPayments`.
   */
  listSettledPayments(): Promise<Result<SettledPayments, NodeFailureCode>>
  /** Reports the Lightning node's key and whether it is up. Undefined if the node has no such call. */
  readonly identify: (() => Promise<Result<NodeStatus, NodeFailureCode>>) | undefined
  /** This call and the ones below require `capabilities.extension`. None of them moves money. */
  getInfo(): Promise<Result<NodeInfo, NodeFailureCode>>
  /** The state of a payment that the node was asked for. */
  trackPayment(paymentHash: PaymentHash): Promise<Result<TrackedPayment, NodeFailureCode>>
  /** Estimates the fee of paying an invoice. */
  estimateFee(order: Omit<PayOrder, 'feeLimitMsat'>): Promise<Result<Msat, NodeFailureCode>>
  /** Estimates the fee of one payment of a message. `to`: the node key as `sendMessage` takes it. */
  estimateMessageFee(payment: MessagePayment): Promise<Result<Msat, NodeFailureCode>>
  /**
   * How much of a message has arrived, by the `draft` of its SendRequest. Undefined if the node does not report it.
   */
  trackMessage(draft: string): Promise<Result<MessageProgress | undefined, NodeFailureCode>>
  /**
   * Calls the watcher for the node's own invoices that were paid after the one with this settle index, oldest first,
   * then for new ones. 0: only new ones. Undefined while there is no connection. The watch ends with the connection.
   */
  watchInvoices(since: bigint, watcher: InvoiceWatcher): InvoiceWatch | undefined
}

export interface InvoiceWatcher {
  paid(invoice: SettledInvoice): void
  /** Called once, as the last event: the node ended the stream, the stream broke, or it was cancelled. */
  ended(): void
}

export interface InvoiceWatch {
  cancel(): void
}

/**
 * Why a frame is not a message. `wire`: not protobuf. `dialect`: of neither generation. `json`: invalid JSON inside.
 */
export type MalformedFrame = 'wire' | 'dialect' | 'json'

/** Listens to the connection. Called synchronously at each change. */
export interface ConnectionListener {
  stateChanged(state: ConnectionState): void
  /**
   * A node with the extension reported its identity, before any message or other call. Returns false if these records
   * belong to another node; the connection is then blocked as `wrong-node`.
   */
  nodeNamed(info: NodeInfo): boolean
  /** The stream was lost or opened again: the interval between is a gap in what was received. */
  streamOpened(): void
  /** `aliveAt`: the last sign that the link was up. Messages after it may be missing, whenever the loss was noticed. */
  streamLost(reason: 'offline' | 'oversized-message', aliveAt: Millis): void
  /** The node replays on the open stream what came since the last message, so none was missed. */
  streamReplays(): void
  capabilitiesChanged(capabilities: Capabilities): void
  /** A frame was not a message; the stream continues. For the log, so without content. */
  frameRejected(reason: MalformedFrame, byteLength: number): void
}

/** The connection to one node. Started once, closed once. */
export interface NodeConnection {
  /** The calls of the node. Without a connection they answer that nothing was sent. */
  readonly calls: ImpNode
  readonly state: ConnectionState
  /**
   * The key of the Lightning node, as the node reported it on this connection; undefined if it reports none. It is a
   * claim: compare it, but never trust it.
   */
  readonly namedKey: Pubkey | undefined
  /** When the node last showed that the link is up; undefined while no stream is open. */
  readonly aliveAt: Millis | undefined
  start(): void
  /** Retries now: the person asked, the computer woke up, or the network changed. */
  retryNow(): void
  close(): Promise<void>
}
