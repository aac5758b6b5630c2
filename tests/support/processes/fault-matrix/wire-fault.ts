import type { Socket } from 'node:net'

/** When a fault strikes: the node has not seen the request, holds the payment in flight, or has carried it out. */
export type Moment = 'before' | 'held' | 'after'

/** One request on the wire, to be answered with whatever a fault wants. */
export interface WireReply {
  /** The connection to the wallet, for bytes written by hand. */
  readonly socket: Socket
  /** The HTTP/2 stream; 0 over the HTTP gateway. */
  readonly streamId: number
  /** The body of the node's answer; undefined where it gave none. */
  readonly body: Buffer | undefined
  /** Passes on what the node answered; does nothing where it gave no answer. */
  readonly passOn: () => void
}

export interface WireFault {
  readonly name: string
  readonly over: 'grpc' | 'gateway'
  readonly moments: readonly Moment[]
  readonly play: (reply: WireReply) => void
}
