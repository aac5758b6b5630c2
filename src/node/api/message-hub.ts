import type { MessageSource, NodeMessage, Subscriber } from '../messages'
import type { CallStatus } from '../call-status'

/** Maximum number of messages kept for a replay. */
const MAX_KEPT = 20_000

/** Delivers messages to the current subscribers, and keeps them for clients that request a replay. */
export class MessageHub implements MessageSource {
  readonly #subscribers = new Set<Subscriber>()
  readonly #onChange: () => void
  #kept: NodeMessage[] = []
  #sent = 0
  #lost = 0
  #peak = 0

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  get subscribers(): number {
    return this.#subscribers.size
  }

  /** The maximum number of streams that were open at the same time. */
  get peakSubscribers(): number {
    return this.#peak
  }

  get sent(): number {
    return this.#sent
  }

  /** Number of messages published without a subscriber. */
  get lost(): number {
    return this.#lost
  }

  subscribe(subscriber: Subscriber, resumeAfter?: string): () => void {
    if (resumeAfter !== undefined) {
      const last = this.#kept.map(({ id }) => id).lastIndexOf(resumeAfter)
      for (const message of this.#kept.slice(last + 1)) subscriber.deliver(message)
    }
    this.#subscribers.add(subscriber)
    this.#peak = Math.max(this.#peak, this.#subscribers.size)
    this.#onChange()
    return () => {
      if (this.#subscribers.delete(subscriber)) this.#onChange()
    }
  }

  /** Returns the number of streams that got the message. */
  publish(message: NodeMessage): number {
    this.#kept.push(message)
    if (this.#kept.length > 2 * MAX_KEPT) this.#kept = this.#kept.slice(-MAX_KEPT)
    return this.#send((subscriber) => subscriber.deliver(message))
  }

  publishRaw(frame: Uint8Array): number {
    return this.#send((subscriber) => subscriber.deliverRaw(frame))
  }

  endAll(status?: CallStatus): void {
    for (const subscriber of [...this.#subscribers]) subscriber.end(status)
  }

  #send(deliver: (subscriber: Subscriber) => void): number {
    const receivers = [...this.#subscribers]
    for (const subscriber of receivers) deliver(subscriber)
    this.#sent += 1
    if (receivers.length === 0) this.#lost += 1
    this.#onChange()
    return receivers.length
  }
}
