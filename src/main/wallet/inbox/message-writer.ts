import type { Pubkey } from '../../../shared/domain/ids'
import type { SenderSettings } from '../../../shared/domain/message'
import { sat } from '../../../shared/money'
import type { ArrivedMessage } from '../../../shared/policy/notification-policy'
import type { MessageSink, StreamedMessage } from '../../node-client/message-sink'
import type { StoredMessage } from '../../store/message-row'
import type { Store } from '../../store/store'
import type { Changes } from '../changes'
import type { Clock } from '../../clock'
import { credibleAmount, incomingMessage } from './incoming'
import { lineOf } from './message-view'
import type { PayCards } from '../pay/pay-cards'
import { RepeatCounter } from './repeat-counter'

export interface MessageWriterDeps {
  readonly store: Store
  readonly cards: PayCards
  readonly clock: Clock
  readonly changes: Changes
  /** New messages of people; never empty. */
  readonly arrived: (messages: readonly ArrivedMessage[]) => void
}

/**
 * Delay between write retries while the disk is full or the file is locked. The stream is paused meanwhile; nothing is
 * dropped.
 */
const WRITE_RETRY_MS = 1_000
const LINE_LENGTH = 200

/** Stores the messages of the stream, and announces them after they are on disk. */
export class MessageWriter implements MessageSink {
  readonly #deps: MessageWriterDeps
  #endWait: (() => void) | undefined
  readonly #repeats = new RepeatCounter()
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

  /** Stores what still arrives if that succeeds at once; there are no retries after this. */
  dispose(): void {
    this.#disposed = true
    this.#endWait?.()
  }

  /** Stores a batch in one transaction and returns the new messages. `MessageQueue` bounds the size of a batch. */
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
      const cancel = this.#deps.clock.after(WRITE_RETRY_MS, resolve)
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
      seq,
      id,
      from,
      kind,
      sender,
      amountSat: sat(credibleAmount(message.amountSat)),
      // Computed on demand: in a flood most of these lines are never shown.
      get line() {
        return lineOf(text, LINE_LENGTH)
      },
      invoice: card === undefined ? undefined : { amountMsat: card.amountMsat }
    }
  }
}
