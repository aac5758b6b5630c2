import type { ConnectFailure } from '../../shared/domain/connection'
import type { Millis } from '../../shared/domain/ids'
import { background, type ReportBug } from '../background'
import type { MalformedFrame, NodeInfo } from './api'
import { connectFailure, isOversized } from './status-mapping'
import type { Clock } from '../clock'
import type { Deadlines } from './deadlines'
import { Heartbeat } from './heartbeat'
import { inspect, isAlive, type Inspected } from './capability-probe'
import type { MessageQueue } from './message-queue'
import type { CallFailure, Stream, StreamHandlers, Transport, WatchHandlers } from './transport'

/** Events of an attempt. There are none after `ended`, or after it was abandoned. */
export interface AttemptListener {
  /** Calls can be made; the node is being asked for its identity. */
  connected(): void
  /** See `ConnectionListener.nodeNamed`. */
  named(info: NodeInfo): boolean
  /** The message stream is open. */
  ready(inspected: Inspected): void
  frameRejected(reason: MalformedFrame, byteLength: number): void
  /** No message was missed before this stream, because the node replays. Called once, after `ready`. */
  replays(): void
  ended(failure: ConnectFailure, oversized: boolean): void
}

export interface AttemptOptions {
  readonly transport: Transport
  readonly apiKey: string | undefined
  readonly intake: MessageQueue
  /** What `Transport.subscribe` resumes after, once it is known whether the node has the extension. */
  readonly resumeAfter: (extended: boolean) => string | undefined
  readonly clock: Clock
  readonly deadlines: Deadlines
  readonly reportBug: ReportBug
  readonly listener: AttemptListener
}

/** After this many rejected frames in a row the server does not count as an IMP node. */
const MAX_REJECTED_IN_A_ROW = 1_000

/** One attempt to connect, from the first packet to its loss. It has at most one stream, and is used once. */
export class Attempt {
  readonly #options: AttemptOptions
  #over = false
  #stream: Stream | undefined
  readonly #watches = new Set<Pick<Stream, 'cancel'>>()
  #heartbeat: Heartbeat | undefined
  #replay: 'none' | 'announced' | 'told' = 'none'
  #ready = false
  #drained: Promise<void> = Promise.resolve()
  #rejectedInARow = 0

  constructor(options: AttemptOptions) {
    this.#options = options
    background(this.#run(), (error) => {
      options.reportBug('connection-attempt', error)
      this.end({ code: 'lost', detail: 'error in the wallet itself' })
    })
  }

  get transport(): Transport {
    return this.#options.transport
  }

  /** Resolves when its stream has delivered its last frame. Only then may another stream be opened. */
  get drained(): Promise<void> {
    return this.#drained
  }

  /** When the node last showed that the link is up; undefined before the stream was open. */
  get aliveAt(): Millis | undefined {
    return this.#heartbeat?.lastSign
  }

  /** A call was answered, so the node is alive. */
  signOfLife(): void {
    this.#heartbeat?.sign()
  }

  /** Probes whether the link is still up. */
  check(): void {
    this.#heartbeat?.check()
  }

  /** Ends the attempt without an event. Calls under way continue until they end, unless the transport is destroyed. */
  abandon(how: 'retire' | 'destroy'): void {
    this.#over = true
    this.#heartbeat?.stop()
    if (this.#stream !== undefined) {
      this.#options.intake.detach()
      this.#stream.cancel()
    }
    for (const watch of this.#watches) watch.cancel()
    this.transport[how]()
  }

  end(failure: ConnectFailure, oversized = false): void {
    if (this.#over) return
    this.abandon('retire')
    this.#options.listener.ended(failure, oversized)
  }

  /** Opens a stream of settled invoices. It ends with the attempt. */
  watchInvoices(since: bigint, handlers: WatchHandlers): Pick<Stream, 'cancel'> {
    const watch = this.transport.watchInvoices(since, {
      message: (message) => {
        this.signOfLife()
        if (!this.#over) handlers.message(message)
      },
      ended: (failure) => {
        this.#watches.delete(watch)
        handlers.ended(failure)
      }
    })
    this.#watches.add(watch)
    return watch
  }

  async #run(): Promise<void> {
    const { transport, apiKey, resumeAfter, clock, deadlines, listener, reportBug } = this.#options
    const failure = await transport.open()
    if (failure !== undefined) return void this.end(failure)
    if (this.#over) return
    listener.connected()
    transport.onBroken(() => this.end({ code: 'lost' }))
    const inspection = await inspect(transport, apiKey, deadlines.sync)
    if (!inspection.ok) return void this.end(inspection.error)
    if (this.#over) return
    const inspected = inspection.value
    if (inspected.info !== undefined && !listener.named(inspected.info)) {
      return void this.end({ code: 'wrong-node' })
    }
    this.#subscribe(resumeAfter(inspected.info !== undefined))
    // A node sends nothing on a stream before its first message. But it handles requests in order, so the answer to a
    // later request shows that it has accepted or refused the stream.
    if (!(await isAlive(transport, deadlines.sync))) return void this.end({ code: 'lost' })
    if (this.#over) return
    const ask = () => isAlive(transport, deadlines.signOfLife)
    const dead = () => this.end({ code: 'lost', detail: 'no sign of life' })
    this.#heartbeat = new Heartbeat(clock, deadlines.silence, ask, dead, reportBug)
    listener.ready(inspected)
    this.#ready = true
    this.#tellReplay()
  }

  #subscribe(resumeAfter: string | undefined): void {
    const { transport, intake } = this.#options
    this.#drained = new Promise((resolve) => {
      const handlers: StreamHandlers = {
        replays: () => {
          if (resumeAfter === undefined || this.#replay !== 'none') return
          this.#replay = 'announced'
          this.#tellReplay()
        },
        frame: (decoded, byteLength) => {
          this.signOfLife()
          if (decoded.ok) {
            this.#rejectedInARow = 0
            intake.add(decoded.value, byteLength)
          } else this.#reject(decoded.error.code, byteLength)
        },
        ended: (failure) => {
          resolve()
          this.#streamEnded(failure)
        }
      }
      this.#stream = transport.subscribe(handlers, resumeAfter)
    })
    if (this.#stream !== undefined) intake.attach(this.#stream)
  }

  #reject(reason: MalformedFrame, byteLength: number): void {
    if (this.#over) return
    this.#options.listener.frameRejected(reason, byteLength)
    this.#rejectedInARow += 1
    if (this.#rejectedInARow < MAX_REJECTED_IN_A_ROW) return
    this.end({ code: 'not-an-imp-node', detail: 'its message stream is not that of an IMP node' })
  }

  /** The announcement may come before or after the stream counts as open. */
  #tellReplay(): void {
    if (!this.#ready || this.#replay !== 'announced' || this.#over) return
    this.#replay = 'told'
    this.#options.listener.replays()
  }

  #streamEnded(failure: CallFailure | undefined): void {
    // The end of a stream, and a message that was too large, arrived over a live link.
    const came = !this.#over && (failure === undefined || isOversized(failure))
    if (came) this.signOfLife()
    if (failure === undefined) this.end({ code: 'lost', detail: 'the node ended the stream' })
    else if (isOversized(failure)) this.end({ code: 'lost', detail: 'oversized message' }, true)
    else this.end(connectFailure(failure, this.#options.apiKey))
  }
}
