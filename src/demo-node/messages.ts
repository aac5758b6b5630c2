import type { Identity } from './identity'
import type { CallStatus } from './outcome'
import type { Changes } from './changes'

/** A message that this node received from a peer. */
export interface PeerMessage {
  readonly id: string
  readonly replyToId: string
  readonly from: Identity
  readonly data: Buffer
  /** `message`, `vpn`, `federate`, `socket`, `sign` are known; the set is open. */
  readonly serviceType: string
  readonly amountSat: bigint
  /** Unix time in seconds. */
  readonly sentAt: number
}

/** A stream that a client holds open. */
export interface Subscriber {
  deliver(message: PeerMessage): void
  /** One frame with these bytes, whatever they mean. */
  deliverRaw(frame: Uint8Array): void
  /** Ends the stream: gracefully without a status. */
  end(status?: CallStatus): void
}

/** Hands messages to whoever is subscribed at that moment. What arrives while nobody is, is gone: no replay. */
export class Messages {
  readonly #subscribers = new Set<Subscriber>()
  readonly #changes: Changes
  #sent = 0
  #lost = 0
  #peak = 0

  constructor(changes: Changes) {
    this.#changes = changes
  }

  get subscribers(): number {
    return this.#subscribers.size
  }

  /** The most streams that were open at one time. */
  get peakSubscribers(): number {
    return this.#peak
  }

  get sent(): number {
    return this.#sent
  }

  /** Sent while nobody was subscribed. */
  get lost(): number {
    return this.#lost
  }

  subscribe(subscriber: Subscriber): () => void {
    this.#subscribers.add(subscriber)
    this.#peak = Math.max(this.#peak, this.#subscribers.size)
    this.#changes.notify()
    return () => {
      if (this.#subscribers.delete(subscriber)) this.#changes.notify()
    }
  }

  /** Returns how many streams it went to. */
  publish(message: PeerMessage): number {
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
    this.#changes.notify()
    return receivers.length
  }
}
