import type { NodeMessage } from './api'
import type { MessageSink, StreamedMessage } from './message-sink'

/** Maximum size of one batch. A single message may be larger. */
const BATCH = { messages: 800, bytes: 1024 * 1024 }
/** The stream is paused when this much is queued. */
const PAUSE_AT = { messages: 2000, bytes: 4 * 1024 * 1024 }
/**
 * The stream is resumed only when no more than this is queued, so that a busy sink does not toggle it for every
 * message.
 */
const RESUME_AT = { messages: 1000, bytes: 2 * 1024 * 1024 }

/** Flow control of the current stream. */
export interface Flow {
  pause(): void
  resume(): void
}

/**
 * Queues messages between the stream and its sink. Delivers them in order, everything queued at once, one batch at a
 * time, and pauses the stream when too much is queued. The queue outlives the streams, so that received messages are
 * neither lost nor reordered when a stream breaks.
 */
export class MessageQueue {
  readonly #sink: Pick<MessageSink, 'receive'>
  readonly #refused: (error: unknown) => void
  #queue: { readonly message: StreamedMessage; readonly bytes: number }[] = []
  #bytes = 0
  #flow: Flow | undefined
  #delivery: Promise<void> | undefined
  #paused = false
  #stream = Symbol('stream')

  /** `refused`: the sink rejected a batch. The batch is kept and delivered again when the next stream opens. */
  constructor(sink: Pick<MessageSink, 'receive'>, refused: (error: unknown) => void) {
    this.#sink = sink
    this.#refused = refused
  }

  /** Connects a new stream to the queue. */
  attach(flow: Flow): void {
    this.#flow = flow
    this.#stream = Symbol('stream')
    this.#paused = false
    this.#regulate()
    this.#start()
  }

  /** The stream has ended. Messages that it still holds are queued even above the limit: no node sends them again. */
  detach(): void {
    if (this.#paused) this.#flow?.resume()
    this.#paused = false
    this.#flow = undefined
  }

  add(message: NodeMessage, bytes: number): void {
    this.#queue.push({ message: { ...message, stream: this.#stream }, bytes })
    this.#bytes += bytes
    this.#regulate()
    this.#start()
  }

  /** Resolves when no batch is being delivered and none can be. */
  async settled(): Promise<void> {
    await this.#delivery
  }

  #start(): void {
    if (this.#delivery !== undefined || this.#queue.length === 0) return
    this.#delivery = this.#deliver().finally(() => {
      this.#delivery = undefined
    })
  }

  async #deliver(): Promise<void> {
    while (this.#queue.length > 0) {
      await this.#gather()
      const count = this.#batchLength()
      const batch = this.#queue.slice(0, count)
      try {
        await this.#sink.receive(batch.map(({ message }) => message))
      } catch (error) {
        this.#refused(error)
        return
      }
      this.#queue.splice(0, count)
      for (const { bytes } of batch) this.#bytes -= bytes
      this.#regulate()
    }
  }

  /** Waits as long as every turn of the event loop brings more messages, because each batch waits for the disk once. */
  async #gather(): Promise<void> {
    let before: number
    do {
      before = this.#queue.length
      await new Promise((resolve) => setImmediate(resolve))
    } while (this.#queue.length > before && !this.#isBatchFull)
  }

  get #isBatchFull(): boolean {
    return this.#queue.length >= BATCH.messages || this.#bytes >= BATCH.bytes
  }

  #batchLength(): number {
    let bytes = 0
    const end = this.#queue.findIndex((entry, index) => {
      bytes += entry.bytes
      return index >= BATCH.messages || (index > 0 && bytes > BATCH.bytes)
    })
    return end === -1 ? this.#queue.length : end
  }

  #regulate(): void {
    if (this.#flow === undefined) return
    const { length } = this.#queue
    if (!this.#paused && (length >= PAUSE_AT.messages || this.#bytes >= PAUSE_AT.bytes)) {
      this.#paused = true
      this.#flow.pause()
    } else if (this.#paused && length <= RESUME_AT.messages && this.#bytes <= RESUME_AT.bytes) {
      this.#paused = false
      this.#flow.resume()
    }
  }
}
