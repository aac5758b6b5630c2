import type { ConnectionState } from '../../shared/domain/connection'
import type { PaymentFailureCode, PaymentUnknownCode } from '../../shared/domain/payment'
import type { Millis, Pubkey } from '../../shared/domain/ids'
import type { Capabilities } from '../../shared/domain/node'
import type { SendFailureCode, SendUnknownCode } from '../../shared/domain/outgoing'
import type { Speaker } from '../../shared/domain/speaker'
import type { Sat } from '../../shared/money'
import type { Result } from '../../shared/result'

/** Why a call that moves no money did not give an answer. `refused-by-node` carries the node's own text as detail. */
export type NodeFailureCode =
  'not-connected' | 'deadline' | 'lost' | 'refused-by-node' | 'unimplemented' | 'key-refused' | 'bad-response'

/**
 * What came of a PayInvoice. `failed` and `not-sent` are certain: no money left. `unknown` is everything that is not
 * certain: a deadline, a cancelled call, a stream that broke after the request may have left.
 */
export type PayAnswer =
  | { readonly kind: 'paid'; readonly preimage: string }
  | { readonly kind: 'already-paid' }
  | { readonly kind: 'in-flight' }
  | { readonly kind: 'failed'; readonly code: PaymentFailureCode; readonly text: string }
  | { readonly kind: 'not-sent' }
  | {
      readonly kind: 'unknown'
      readonly code: PaymentUnknownCode
      readonly text: string
      readonly said: Speaker
    }

/** A message to another node. */
export interface SendRequest {
  /** The node's key, or its DID in the second generation. */
  readonly to: string
  readonly data: Uint8Array
  /** What it carries: at least what it costs. */
  readonly amountSat: Sat
  /** The node's id of the message that this one answers; empty where it answers none. */
  readonly replyToId: string
}

/** What came of a SendMessage, told apart as for PayInvoice: `failed` and `not-sent` are certain. */
export type SendAnswer =
  /** The node's id of the message; empty where it gave none. */
  | { readonly kind: 'sent'; readonly id: string }
  | { readonly kind: 'failed'; readonly code: SendFailureCode; readonly text: string }
  | { readonly kind: 'not-sent' }
  | {
      readonly kind: 'unknown'
      readonly code: SendUnknownCode
      readonly text: string
      readonly said: Speaker
    }

/** One message as the node delivered it, in either dialect, not yet interpreted. */
export interface NodeMessage {
  /** Empty where the node sent none. */
  readonly id: string
  readonly replyToId: string
  /** The sender's key or DID, as it came. */
  readonly from: string
  /** Only the message itself says that it is from there; the node vouches for nothing. */
  readonly claimed: boolean
  readonly data: Uint8Array
  readonly serviceType: string
  /** As sent by the node, int64: may be negative or absurd. */
  readonly amount: bigint
}

/** What a node says of the Lightning node behind it. A claim: it does not prove who answers. */
export interface NodeStatus {
  /** Undefined unless it names exactly one Lightning node. */
  readonly pubkey: Pubkey | undefined
  /** It reached its Lightning node while it answered. */
  readonly lightningUp: boolean
}

/** A payment that the node lists as settled. */
export interface SettledPayment {
  readonly paymentHash: string
  /** Hex, 64 digits; empty where the list does not carry it. */
  readonly preimage: string
}

/** The node's list of payments. */
export interface SettledPayments {
  readonly payments: readonly SettledPayment[]
  /** The list may be cut: LND from 0.20 on gives the oldest 100 payments where no other number is asked for. */
  readonly mayBeCut: boolean
}

/** The calls of a node. Each has a deadline; none throws for an expected failure. */
export interface ImpNode {
  /** Resolves with the invoice text as the node gave it. Amount in satoshis, memo at most 639 bytes. */
  generateInvoice(amountSat: Sat, memo: string): Promise<Result<string, NodeFailureCode>>
  /** `true`: paid. The text must be byte for byte the one the node gave. */
  checkInvoice(invoice: string): Promise<Result<boolean, NodeFailureCode | 'no-such-invoice'>>
  payInvoice(invoice: string): Promise<PayAnswer>
  /** Only where `capabilities.sendMessage`. */
  sendMessage(request: SendRequest): Promise<SendAnswer>
  /**
   * About what can be spent: our side of all active channels, with the reserve of about 1 % that cannot be spent.
   * Undefined where the node does not know. Only where `capabilities.getChannels`. This call ends a daemon of the second
   * generation whose Lightning node is down: ask `lightningUp` of `identify` first.
   */
  getSpendable(): Promise<Result<Sat | undefined, NodeFailureCode>>
  /**
   * The payments that the node lists as settled. One that is not in the list may be settled all the same. Only where
   * `capabilities.listPayments`.
   */
  listSettledPayments(): Promise<Result<SettledPayments, NodeFailureCode>>
  /** Asks who the Lightning node is and whether it is up. Undefined where the node has no call for that. */
  readonly identify: (() => Promise<Result<NodeStatus, NodeFailureCode>>) | undefined
}

/** A message with the stream that brought it: only on another stream can the node deliver the same one again. */
export interface StreamedMessage extends NodeMessage {
  readonly stream: symbol
}

/**
 * Takes what the stream delivers, in order. The next batch comes when the promise settles, and the stream is paused
 * while more than a few megabytes wait. A rejected batch is not lost: the link is dropped and the batch offered again.
 */
export interface MessageSink {
  receive(batch: readonly StreamedMessage[]): Promise<void>
  /** The node's id of the last message on disk; undefined where there is none. */
  lastStoredId(): string | undefined
}

/** Why a frame of the stream is no message: `wire` not protobuf, `dialect` of neither generation, `json` not its JSON. */
export type MalformedFrame = 'wire' | 'dialect' | 'json'

/** Watches the connection; called synchronously at each change. */
export interface ConnectionListener {
  stateChanged(state: ConnectionState): void
  /** The stream was lost or opened again: the interval between is a gap in what was received. */
  streamOpened(): void
  /** `aliveAt`: the last sign that the link stood. What came after it may be missing, whenever the loss was noticed. */
  streamLost(reason: 'offline' | 'oversized-message', aliveAt: Millis): void
  /** The node sends on the open stream what came since the last one: nothing was missed between them. */
  streamReplays(): void
  capabilitiesChanged(capabilities: Capabilities): void
  /** A frame came that is no message; the stream goes on. For the log: nothing of its content is told. */
  frameRejected(reason: MalformedFrame, byteLength: number): void
}

/** One node's connection with a life: started once, closed once. */
export interface NodeConnection extends ImpNode {
  readonly state: ConnectionState
  /**
   * The key of the Lightning node as the node named it when this connection was made; undefined where it names none. The
   * node claims it: compare it, but never trust it.
   */
  readonly namedKey: Pubkey | undefined
  /** When the node last showed that the link stands; undefined while no stream is open. */
  readonly aliveAt: Millis | undefined
  start(): void
  /** Ends a wait at once: the person asked, the machine woke up, the network changed. */
  retryNow(): void
  close(): Promise<void>
}
