import type { Pubkey } from '../../../shared/domain/ids'
import type { SenderSettings } from '../../../shared/domain/message'
import { sat } from '../../../shared/money'
import type { ArrivedMessage } from '../../../shared/policy/notification-policy'
import type { MessageSink, StreamedMessage } from '../../node-client/api'
import type { StoredMessage } from '../../store/messages'
import type { Store } from '../../store/store'
import type { Changes } from '../changes'
import type { Clock } from '../../clock'
import { credible, incomingMessage } from './incoming'
import { lineOf } from './message-view'
import type { PayCards } from '../pay/pay-cards'
import { Repeats } from './repeats'

export interface MessageWriterDeps {
  readonly store: Store
  readonly cards: PayCards
  readonly clock: Clock
  readonly changes: Changes
  /** New messages of people; never empty. */
  readonly arrived: (messages: readonly ArrivedMessage[]) => void
}

/** Between two tries while the disk is full or the file locked. The stream is paused meanwhile, nothing is dropped. */
const WRITE_AGAIN_MS = 1_000
const LINE_LENGTH = 200

/** Takes what the stream delivers: on disk first, then told. */
export class MessageWriter implements MessageSink {
  readonly #deps: MessageWriterDeps
  #endWait: (() => void) | undefined
  readonly #repeats = new Repeats()
  #disposed = false

  constructor(deps: MessageWriterDeps) {
    this.#deps = deps
  }

  async receive(batch: readonly StreamedMessage[]): Promise<void> {
    const stored = await this.#store(batch)
    if (stored.length === 0 || this.#disposed) return
    this.#deps.changes.conversations([...new Set(stored.map(({ from }) => from))])
    const arrived = this.#arrivals(stored.filter(({ kind }) => kind !== 'machine'))
    if (arrived.length > 0) this.#deps.arrived(arrived)
  }

  lastStoredId(): string | undefined {
    const { store } = this.#deps
    return store.isOpen ? store.messages.lastReceivedId() : undefined
  }

  /** What still comes is stored if that goes at once; nothing waits any more. */
  dispose(): void {
    this.#disposed = true
    this.#endWait?.()
  }

  /** Stores a batch in one transaction; the intake bounds its size. Returns what was new. */
  async #store(batch: readonly StreamedMessage[]): Promise<StoredMessage[]> {
    const { store, clock } = this.#deps
    const messages = batch.map((message) =>
      this.#repeats.count(incomingMessage(message, clock.now()), message.stream)
    )
    for (;;) {
      const written = store.write(() => store.messages.addAll(messages))
      if (written.ok) return written.value.filter((message) => message !== undefined)
      if (this.#disposed) return []
      await this.#wait()
    }
  }

  #wait(): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#deps.clock.after(WRITE_AGAIN_MS, resolve)
      this.#endWait = () => {
        cancel()
        resolve()
      }
    })
  }

  #arrivals(messages: readonly StoredMessage[]): ArrivedMessage[] {
    const { senders } = this.#deps.store
    const known = new Map<Pubkey, SenderSettings>()
    return messages.map((message) => {
      const sender = known.get(message.from) ?? senders.ensure(message.from).settings
      known.set(message.from, sender)
      return this.#arrival(message, sender)
    })
  }

  #arrival(message: StoredMessage, sender: SenderSettings): ArrivedMessage {
    const { seq, id, from, kind, text } = message
    const [card] = this.#deps.cards.ofMessage(message)
    return {
      ...{ seq, id, from, kind, sender },
      amountSat: sat(credible(message.amountSat)),
      // In a flood nobody reads most of them.
      get line() {
        return lineOf(text, LINE_LENGTH)
      },
      invoice: card === undefined ? undefined : { amountMsat: card.amountMsat }
    }
  }
}
