import type { ConnectionState } from '../../shared/domain/connection'
import type { ReportBug } from '../background'
import type { ConnectionListener, ImpNode, NodeConnection } from '../node-client/api'
import { noCalls } from '../node-client/calls'
import type { Served, ServedLnd } from './served-lnd'

export interface ServedLndConnectionParts {
  readonly serve: (changed: () => void) => ServedLnd
  /** Connects to the node at its address in this run. */
  readonly connect: (served: Served, listener: ConnectionListener) => NodeConnection
  readonly listener: ConnectionListener
  readonly reportBug: ReportBug
}

/**
 * The connection to a person's LND: the IMP node in front of it, which this wallet runs, and the connection to that
 * node. A problem of the LND behind the node counts as a failure of this connection, because nothing can be paid
 * meanwhile. Calls under way continue and get their outcome from the same node.
 */
export class ServedLndConnection implements NodeConnection {
  readonly #parts: ServedLndConnectionParts
  readonly #lnd: ServedLnd
  readonly #noCalls = noCalls()
  #inner: NodeConnection | undefined
  /** What `#inner` is connected to, or will be. */
  #at: Served | undefined
  #turn: Promise<void> = Promise.resolve()
  #started = false
  #closed = false

  constructor(parts: ServedLndConnectionParts) {
    this.#parts = parts
    this.#lnd = parts.serve(() => {
      this.#servedChanged()
    })
  }

  get state(): ConnectionState {
    if (!this.#started || this.#closed) return { phase: 'idle' }
    const { failure } = this.#lnd
    if (failure === undefined) return this.#inner?.state ?? { phase: 'connecting', attempt: 1 }
    return failure.retryAt === undefined
      ? { phase: 'blocked', failure: failure.failure }
      : {
          phase: 'backoff',
          attempt: failure.attempt,
          retryAt: failure.retryAt,
          failure: failure.failure
        }
  }

  get calls(): ImpNode {
    return this.#inner?.calls ?? this.#noCalls
  }

  get namedKey(): NodeConnection['namedKey'] {
    return this.#inner?.namedKey
  }

  get aliveAt(): NodeConnection['aliveAt'] {
    return this.#inner?.aliveAt
  }

  start(): void {
    if (this.#started || this.#closed) return
    this.#started = true
    this.#lnd.start()
    this.#tell()
  }

  retryNow(): void {
    if (this.#lnd.failure === undefined) this.#inner?.retryNow()
    else this.#lnd.retryNow()
  }

  async close(): Promise<void> {
    this.#closed = true
    // Its calls end before the process does.
    this.#connectTo(undefined)
    await this.#turn
    await this.#lnd.stop()
  }

  #servedChanged(): void {
    if (this.#closed) return
    const { served } = this.#lnd
    if (served !== this.#at) this.#connectTo(served)
    this.#tell()
  }

  /** One connection at a time: the previous one must have delivered all its messages. */
  #connectTo(served: Served | undefined): void {
    const previous = this.#inner
    this.#inner = undefined
    this.#at = served
    const next = this.#turn.then(async () => {
      await previous?.close()
      if (served === undefined || this.#at !== served || this.#closed) return
      const inner: NodeConnection = this.#parts.connect(
        served,
        this.#listenerOf(() => this.#inner === inner)
      )
      this.#inner = inner
      inner.start()
    })
    this.#turn = next.catch((error: unknown) => {
      this.#parts.reportBug('lnd-connection', error)
    })
  }

  /** State changes of a connection that was given up are ignored; the loss of its stream is still reported. */
  #listenerOf(isCurrent: () => boolean): ConnectionListener {
    const { listener } = this.#parts
    return {
      stateChanged: () => {
        if (isCurrent()) this.#tell()
      },
      nodeNamed: (info) => listener.nodeNamed(info),
      streamOpened: () => {
        listener.streamOpened()
      },
      streamLost: (reason, aliveAt) => {
        listener.streamLost(reason, aliveAt)
      },
      streamReplays: () => {
        listener.streamReplays()
      },
      capabilitiesChanged: (capabilities) => {
        listener.capabilitiesChanged(capabilities)
      },
      frameRejected: (reason, byteLength) => {
        listener.frameRejected(reason, byteLength)
      }
    }
  }

  #tell(): void {
    this.#parts.listener.stateChanged(this.state)
  }
}
