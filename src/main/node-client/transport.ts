import type { status } from '@grpc/grpc-js'
import type { TextSource } from '../../shared/domain/text-source'
import type { ConnectFailure } from '../../shared/domain/connection'
import type { Result } from '../../shared/result'
import type { MalformedFrame, NodeMessage } from './api'
import type { MethodName, Requests } from './methods'

/** Maximum size of a response or message, in bytes. Nodes send at most about 480 KB. */
export const MAX_ANSWER_BYTES = 16 * 1024 * 1024

/** The failure of a call as a gRPC status, for either transport. */
export interface CallFailure {
  readonly code: status
  readonly text: string
  /** Who made status and text. Those made by the wallet's own connection layer prove nothing about a payment. */
  readonly said: TextSource
  /** False: the request certainly never left this computer. */
  readonly departed: boolean
}

export type CallOutcome =
  | {
      readonly kind: 'answered'
      readonly message: unknown
      /** The fee of a payment or message in msat, as text, from the trailing metadata. */
      readonly feeText?: string | undefined
    }
  | ({ readonly kind: 'failed' } & CallFailure)

/**
 * Events of the stream. `ended` is the last one and comes once: the node ended it, the connection broke, or it was
 * cancelled.
 */
export interface StreamHandlers {
  /** The node announced a replay: it sends everything after the message that `resumeAfter` named, oldest first. */
  replays(): void
  frame(decoded: Result<NodeMessage, MalformedFrame>, byteLength: number): void
  /** `undefined`: the node ended the stream gracefully. */
  ended(failure: CallFailure | undefined): void
}

/** Events of a stream of settled invoices, like `StreamHandlers`. */
export interface WatchHandlers {
  /** A message of the stream, with fields as in unary responses. */
  message(message: unknown): void
  ended(failure: CallFailure | undefined): void
}

export interface Stream {
  pause(): void
  resume(): void
  /** Asks the node to stop, if it is still connected. `ended` follows. */
  cancel(): void
}

/**
 * Metadata of Subscribe that the original protocol does not have: the request names a message, the response says
 * `true`.
 */
export const RESUME_AFTER = 'imp-resume-after'
export const REPLAY = 'imp-replay'

/** Metadata of SendMessage: the client's own id of the message. A node that knows it never sends that message twice. */
export const DRAFT = 'imp-draft'
/** Metadata of SendMessage: the largest fee of each of its payments, in msat. Only a node with the extension applies it. */
export const FEE_LIMIT = 'imp-fee-limit-msat'

/** Metadata of one call: the values by their names in lower case. */
export type CallMetadata = Readonly<Record<string, string>>

/** Trailing metadata of PayInvoice and SendMessage: the fee of the payment, or of all payments of the message, in msat. */
export const FEE = 'imp-fee-msat'

/**
 * A connection to a node, used for one attempt. Once it breaks it stays broken, and the next attempt creates another.
 */
export interface Transport {
  /**
   * Resolves with undefined once calls can be made, or with the reason why not. After a failure `destroy` is not
   * needed.
   */
  open(): Promise<ConnectFailure | undefined>
  /** Call it after `open`. The listener is called at most once, when the transport accepts no new calls. */
  onBroken(listener: () => void): void
  call<Name extends MethodName>(
    method: Name,
    request: Requests[Name],
    deadlineMs: number,
    metadata?: CallMetadata
  ): Promise<CallOutcome>
  /**
   * Finds out whether the node has a method, without running it. The request is one that no decoder accepts, so the
   * node answers UNIMPLEMENTED, or an error about the request, before its own code runs.
   */
  probeMethod(method: MethodName, deadlineMs: number): Promise<CallOutcome>
  /**
   * `resumeAfter`: the node's id of the last stored message, for nodes that replay; others ignore it. Undefined
   * requests the live stream only.
   */
  subscribe(handlers: StreamHandlers, resumeAfter: string | undefined): Stream
  /** The stream of the extension; `since` as in its proto. */
  watchInvoices(since: bigint, handlers: WatchHandlers): Pick<Stream, 'cancel'>
  /** Accepts no more calls. When the calls under way have ended, the connection is closed. */
  retire(): void
  /** Closes the connection now; calls under way fail. */
  destroy(): void
}
