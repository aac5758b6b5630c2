import type { status } from '@grpc/grpc-js'
import type { Speaker } from '../../shared/domain/speaker'
import type { ConnectFailure } from '../../shared/domain/connection'
import type { Result } from '../../shared/result'
import type { MalformedFrame, NodeMessage } from './api'
import type { MethodName, Requests } from './methods'

/** Answers and messages up to here are taken, in bytes; real nodes stop at about 480 KB. */
export const MAX_ANSWER_BYTES = 16 * 1024 * 1024

/** How a call failed, in gRPC's terms, whatever the transport. */
export interface CallFailure {
  readonly code: status
  readonly text: string
  /** Who made status and text. What the wallet's own connection layer makes up proves nothing about a payment. */
  readonly said: Speaker
  /** False: the request provably never left this computer. */
  readonly departed: boolean
}

export type CallOutcome =
  { readonly kind: 'answered'; readonly message: unknown } | ({ readonly kind: 'failed' } & CallFailure)

/** What the stream tells. `ended` comes once, last, whether the node ended it, the wire broke or it was cancelled. */
export interface StreamHandlers {
  /** The node announced that it sends everything after the message that `resumeAfter` named, oldest first. */
  replays(): void
  frame(decoded: Result<NodeMessage, MalformedFrame>, byteLength: number): void
  /** Undefined: a graceful end. */
  ended(failure: CallFailure | undefined): void
}

export interface Stream {
  pause(): void
  resume(): void
  /** Tells the node to stop, where the wire still stands. `ended` follows. */
  cancel(): void
}

/** Metadata of Subscribe, beside the seed's protocol: the request names a message, the answer says `true`. */
export const RESUME_AFTER = 'imp-resume-after'
export const REPLAY = 'imp-replay'

/** One wire to a node. It is used for one attempt: once it breaks it stays broken, and a new one is made. */
export interface Transport {
  /** Undefined once calls can be made; else why they never can. Resolves once; a failure needs no `destroy`. */
  open(): Promise<ConnectFailure | undefined>
  /** Asked after `open`: called at most once, when the wire no longer carries new calls. */
  onBroken(listener: () => void): void
  call<Name extends MethodName>(
    method: Name,
    request: Requests[Name],
    deadlineMs: number
  ): Promise<CallOutcome>
  /**
   * Asks whether the node has a method, without calling it: the request is one that no decoder accepts, so the node
   * answers UNIMPLEMENTED, or an error about the request, before its own code runs.
   */
  knock(method: MethodName, deadlineMs: number): Promise<CallOutcome>
  /**
   * `resumeAfter`: the node's id of the last message on disk, for nodes that replay. Others ignore it; undefined asks for
   * the live stream only.
   */
  subscribe(handlers: StreamHandlers, resumeAfter: string | undefined): Stream
  /** Takes no more calls. Those under way may end by themselves; then the wire is cut. */
  retire(): void
  /** Cuts the wire now; calls under way fail. */
  destroy(): void
}
