import { status as grpcStatus } from '@grpc/grpc-js'
import { isLoopback, parseAddress } from '../../shared/domain/address'
import { needsPerson, type ConnectFailure, type ConnectionState } from '../../shared/domain/connection'
import { NO_CAPABILITIES, sameCapabilities, type Capabilities } from '../../shared/domain/node'
import { background, type ReportBug } from '../background'
import type { ConnectionListener, ImpNode, NodeConnection, NodeStatus } from './api'
import { resumeAfter, type MessageSink } from './message-sink'
import { Attempt } from './connection-attempt'
import { backoffDelay, LOCAL_BACKOFF, REMOTE_BACKOFF, type BackoffBounds } from './backoff'
import { Calls } from './calls'
import { connectFailure } from './status-mapping'
import type { Clock } from '../clock'
import { DEADLINES, type Deadlines } from './deadlines'
import type { Inspected } from './capability-probe'
import { MessageQueue } from './message-queue'
import type { CallOutcome } from './transport'
import { createTransport, type Access, type TransportResult } from './create-transport'

/** A connection that was up at least this long resets the backoff. Milliseconds. */
const STABLE_MS = 10_000

export interface NodeConnectionOptions extends Access {
  readonly sink: MessageSink
  readonly listener: ConnectionListener
  readonly clock: Clock
  /** Returns a uniform number in [0, 1), for the jitter of the backoff. */
  readonly random: () => number
  /** Logs bugs in work that no caller waits for. */
  readonly reportBug: ReportBug
  /** For tests only. */
  readonly deadlines?: Partial<Deadlines>
}

/** An attempt older than this is replaced by a new one when the person asks, or the network changed. Milliseconds. */
const HANGING_MS = 2_000

/** Creates a new transport for an attempt. */
export type CreateTransport = (access: Access, connectMs: number) => TransportResult

export function createNodeConnection(options: NodeConnectionOptions): NodeConnection {
  return new Connection(options, createTransport)
}

/**
 * States: idle → connecting → syncing → ready; after a loss backoff → connecting; or blocked if only the person can
 * help. There is at most one attempt; events of an older one are ignored.
 */
export class Connection implements NodeConnection {
  readonly #options: NodeConnectionOptions
  readonly #createTransport: CreateTransport
  readonly #deadlines: Deadlines
  readonly #bounds: BackoffBounds
  readonly #intake: MessageQueue
  readonly calls: ImpNode
  #state: ConnectionState = { phase: 'idle' }
  #attempt: Attempt | undefined
  #attemptsFailed = 0
  #begunAt = 0
  /** Counts the requested attempts; only the latest one begins. */
  #turn = 0
  #skipReplay = false
  #drained: Promise<void> = Promise.resolve()
  #cancelWait: (() => void) | undefined
  #capabilities: Capabilities = NO_CAPABILITIES
  /** The status of the node when the connection was made. */
  #status: NodeStatus | undefined
  #closed = false

  constructor(options: NodeConnectionOptions, createTransport: CreateTransport) {
    this.#options = options
    this.#createTransport = createTransport
    this.#deadlines = { ...DEADLINES, ...options.deadlines }
    const address = parseAddress(options.profile.address)
    this.#bounds = address.ok && isLoopback(address.value) ? LOCAL_BACKOFF : REMOTE_BACKOFF
    this.#intake = new MessageQueue(options.sink, () =>
      // Messages that cannot be stored must not be taken from the node.
      this.#attempt?.end({ code: 'lost', detail: 'messages could not be stored' })
    )
    const ready = () => (this.#state.phase === 'ready' ? this.#attempt : undefined)
    this.calls = new Calls(
      {
        transport: () => ready()?.transport,
        isExtended: () => this.#capabilities.extension,
        reportsStatus: () => this.#status !== undefined,
        watchInvoices: (since, handlers) => ready()?.watchInvoices(since, handlers),
        ended: (outcome) => this.#watchCall(outcome)
      },
      this.#deadlines
    )
  }

  get state(): ConnectionState {
    return this.#state
  }

  start(): void {
    if (this.#state.phase === 'idle' && !this.#closed) this.#connect()
  }

  retryNow(): void {
    switch (this.#state.phase) {
      case 'backoff':
      case 'blocked':
        this.#connect()
        break
      case 'ready':
        this.#attempt?.check()
        break
      case 'connecting':
      case 'syncing':
        // An attempt that hangs may use a network that is gone.
        if (this.#options.clock.now() - this.#begunAt < HANGING_MS) break
        this.#attempt?.abandon('destroy')
        this.#connect()
        break
      case 'idle':
        break
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#cancelWait?.()
    const attempt = this.#attempt
    this.#attempt = undefined
    attempt?.abandon('destroy')
    if (this.#state.phase === 'ready') {
      const { listener, clock } = this.#options
      listener.streamLost('offline', attempt?.aliveAt ?? clock.now())
    }
    if (this.#state.phase !== 'idle') this.#enter({ phase: 'idle' })
    await (attempt?.drained ?? this.#drained)
    await this.#intake.settled()
  }

  get namedKey(): NodeConnection['namedKey'] {
    return this.#status?.pubkey
  }

  get aliveAt(): NodeConnection['aliveAt'] {
    return this.#state.phase === 'ready' ? this.#attempt?.aliveAt : undefined
  }

  #connect(): void {
    this.#cancelWait?.()
    this.#cancelWait = undefined
    const number = this.#attemptsFailed + 1
    this.#begunAt = this.#options.clock.now()
    this.#enter({ phase: 'connecting', attempt: number })
    const previous = this.#attempt?.drained ?? this.#drained
    this.#drained = previous
    this.#attempt = undefined
    // One stream at a time: the previous one must have delivered all its frames.
    const turn = (this.#turn += 1)
    background(
      previous.then(() => {
        if (!this.#closed && this.#turn === turn) this.#begin(number)
      }),
      (error) => {
        this.#options.reportBug('connect', error)
        this.#failed({ code: 'lost', detail: 'error in the wallet itself' })
      }
    )
  }

  #begin(number: number): void {
    const created = this.#createTransport(this.#options, this.#deadlines.connect)
    if (!created.ok) return this.#failed(created.error)
    const { listener, apiKey, clock, reportBug } = this.#options
    const current = () => this.#attempt === attempt
    const attempt: Attempt = new Attempt({
      transport: created.value,
      apiKey,
      intake: this.#intake,
      resumeAfter: (extended) => (this.#skipReplay ? undefined : resumeAfter(this.#options.sink, extended)),
      clock,
      deadlines: this.#deadlines,
      reportBug,
      listener: {
        connected: () => current() && this.#enter({ phase: 'syncing', attempt: number }),
        named: (info) => !current() || listener.nodeNamed(info),
        ready: (inspected) => current() && this.#ready(inspected),
        frameRejected: (reason, byteLength) => listener.frameRejected(reason, byteLength),
        replays: () => {
          if (current()) listener.streamReplays()
        },
        ended: (failure, oversized) => current() && this.#lost(failure, oversized)
      }
    })
    this.#attempt = attempt
  }

  #ready({ capabilities, status }: Inspected): void {
    const { listener, clock } = this.#options
    this.#status = status
    const same = sameCapabilities(capabilities, this.#capabilities)
    // Set before listeners learn that calls can be made, because the way of paying depends on it.
    this.#capabilities = capabilities
    listener.streamOpened()
    this.#enter({ phase: 'ready', since: clock.now() })
    if (!same) listener.capabilitiesChanged(capabilities)
  }

  #lost(failure: ConnectFailure, oversized: boolean): void {
    const { listener, clock } = this.#options
    // A replay would deliver the message that is too large again and again.
    this.#skipReplay = oversized
    if (this.#state.phase === 'ready') {
      if (clock.now() - this.#state.since >= STABLE_MS) this.#attemptsFailed = 0
      const aliveAt = this.#attempt?.aliveAt ?? clock.now()
      listener.streamLost(oversized ? 'oversized-message' : 'offline', aliveAt)
    }
    this.#failed(failure)
  }

  #failed(failure: ConnectFailure): void {
    this.#attemptsFailed += 1
    if (needsPerson(failure.code)) return this.#enter({ phase: 'blocked', failure })
    const { clock, random } = this.#options
    const delay = backoffDelay(this.#attemptsFailed, this.#bounds, random)
    this.#cancelWait = clock.after(delay, () => this.#connect())
    this.#enter({ phase: 'backoff', attempt: this.#attemptsFailed, retryAt: clock.now() + delay, failure })
  }

  /** A key that is refused on a running connection was revoked; no further call would succeed. */
  #watchCall(outcome: CallOutcome): void {
    if (outcome.kind === 'failed') {
      const refused =
        outcome.code === grpcStatus.UNAUTHENTICATED || outcome.code === grpcStatus.PERMISSION_DENIED
      if (refused) this.#attempt?.end(connectFailure(outcome, this.#options.apiKey))
    } else {
      this.#attempt?.signOfLife()
    }
  }

  #enter(state: ConnectionState): void {
    this.#state = state
    this.#options.listener.stateChanged(state)
  }
}
