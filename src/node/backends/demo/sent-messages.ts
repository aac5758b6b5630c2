import type { Changes } from './changes'
import type { Peer } from './peers'

/** A message that this node sent to a peer and paid for. */
export interface SentMessage {
  readonly id: string
  readonly to: Peer
  readonly data: Buffer
  readonly amountSat: bigint
  /** Empty if it is not a reply. */
  readonly replyToId: string
}

/** The messages that peers received from this node, in order. */
export class SentMessages {
  readonly #changes: Changes
  readonly #messages: SentMessage[] = []

  constructor(changes: Changes) {
    this.#changes = changes
  }

  all(): readonly SentMessage[] {
    return this.#messages
  }

  add(message: SentMessage): void {
    this.#messages.push(message)
    this.#changes.notify()
  }
}
