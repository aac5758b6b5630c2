import type { Millis } from '../../../shared/domain/ids'
import type { PartsUnderWay } from '../../../shared/domain/outgoing'
import { messageParts } from '../../../shared/message-cost'
import { background, type ReportBug } from '../../background'
import type { Clock } from '../../clock'
import type { StoredMessage } from '../../store/message-row'
import type { WalletNode } from '../node'

export interface SendProgressDeps {
  readonly node: WalletNode
  readonly clock: Clock
  /** Called when more parts of a message have arrived. */
  readonly changed: (message: StoredMessage) => void
  readonly reportBug: ReportBug
}

/** A message that is being sent. */
interface Watched {
  readonly beganAt: Millis
  readonly progress: PartsUnderWay | undefined
  readonly cancel: () => void
}

/** Pause before the first request and between a response and the next request. Milliseconds. */
const INTERVAL_MS = 1_000

/**
 * Asks the node how much of a message in several parts has arrived while the message is being sent. It is for the screen
 * only: the response to SendMessage decides the outcome.
 */
export class SendProgress {
  readonly #deps: SendProgressDeps
  /** By `seq`. */
  readonly #watched = new Map<number, Watched>()

  constructor(deps: SendProgressDeps) {
    this.#deps = deps
  }

  /** Undefined if the message is not being sent, has one part, or the node does not report its progress. */
  of(seq: number): PartsUnderWay | undefined {
    return this.#watched.get(seq)?.progress
  }

  /** A message is being sent. */
  began(message: StoredMessage): void {
    this.ended(message.seq)
    if (messageParts(message.byteLength) > 1) this.#schedule(message, this.#deps.clock.now())
  }

  ended(seq: number): void {
    this.#watched.get(seq)?.cancel()
    this.#watched.delete(seq)
  }

  dispose(): void {
    for (const seq of this.#watched.keys()) this.ended(seq)
  }

  #schedule(message: StoredMessage, beganAt: Millis, progress?: PartsUnderWay): void {
    const { clock, reportBug } = this.#deps
    const cancel = clock.after(INTERVAL_MS, () => {
      background(this.#ask(message), (error) => {
        reportBug('send-progress', error)
      })
    })
    this.#watched.set(message.seq, { beganAt, progress, cancel })
  }

  async #ask(message: StoredMessage): Promise<void> {
    const { node, clock, changed } = this.#deps
    const asked = this.#watched.get(message.seq)
    if (asked === undefined) return
    const answer =
      node.ready && node.capabilities.extension ? await node.calls.trackMessage(message.id) : undefined
    // The message was sent meanwhile, or another attempt began, which has its own timer.
    if (this.#watched.get(message.seq) !== asked) return
    if (answer?.ok === false && answer.error.code === 'unimplemented') {
      this.ended(message.seq)
      return
    }
    const reported = answer?.ok === true ? answer.value : undefined
    const known = asked.progress
    // A part that arrived stays arrived. A node that then reports fewer has lost records.
    const isNew =
      reported?.parts === messageParts(message.byteLength) && reported.arrived > (known?.arrived ?? -1)
    // The first part began with the message, each further one when the one before it was seen to have arrived.
    const since = reported?.arrived === 0 ? asked.beganAt : clock.now()
    const progress = isNew ? { ...reported, since } : known
    this.#schedule(message, asked.beganAt, progress)
    if (isNew) changed(message)
  }
}
