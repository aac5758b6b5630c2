import type { MessageSink, NodeMessage, StreamedMessage } from './api'

/** What one call of the sink takes at most. A single message may be larger. */
const BATCH = { messages: 800, bytes: 1024 * 1024 }
/** The stream is paused when this much waits for the sink. */
const PAUSE_AT = { messages: 2000, bytes: 4 * 1024 * 1024 }
/** It goes on only when no more than this waits, so that a busy sink does not pause and resume it for every message. */
const RESUME_AT = { messages: 1000, bytes: 2 * 1024 * 1024 }

/** The tap of the stream that fills the intake at present. */
export interface Flow {
  pause(): void
  resume(): void
}

/**
 * Between the stream and whoever stores its messages: hands them over in the order of arrival, all that are there at
 * once, one batch at a time, and holds the stream back when too much waits. It outlives the streams, so that nothing
 * that was received is lost or overtaken when one breaks.
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

  /** `refused`: the sink rejected a batch. It is kept, and offered again when the next stream opens. */
  constructor(sink: Pick<MessageSink, 'receive'>, refused: (error: unknown) => void) {
    this.#sink = sink
    this.#refused = refused
  }

  /** A new stream fills the intake from now on. */
  attach(flow: Flow): void {
    this.#flow = flow
    this.#stream = Symbol('stream')
    this.#paused = false
    this.#regulate()
    this.#start()
  }

  /** The stream is over: what it still holds is taken whatever waits, because nobody will send it again. */
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

  /** Resolves when nothing is being handed over and nothing waits that can be. */
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

  /** Waits for as long as every turn of the loop brings more: each batch waits for the disk once. */
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
