import type { Socket } from 'node:net'

/** When a fault happens: the node has not seen the request, holds the payment in flight, or has executed it. */
export type Moment = 'before' | 'held' | 'after'

/** A request that a fault can answer with anything. */
export interface WireReply {
  /** The connection to the wallet, for raw bytes. */
  readonly socket: Socket
  /** The HTTP/2 stream; 0 over the HTTP gateway. */
  readonly streamId: number
  /** The body of the node's response; undefined if there is none. */
  readonly body: Buffer | undefined
  /** Forwards the node's response; does nothing if there is none. */
  readonly passOn: () => void
}

export interface WireFault {
  readonly name: string
  readonly over: 'grpc' | 'gateway'
  readonly moments: readonly Moment[]
  readonly play: (reply: WireReply) => void
}
