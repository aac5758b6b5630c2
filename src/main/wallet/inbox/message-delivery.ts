import { outgoingMayBecome, type SettledMessage } from '../../../shared/domain/outgoing'
import type { Msat, Sat } from '../../../shared/money'
import { background, type ReportBug } from '../../background'
import type { Clock } from '../../clock'
import type { SendRequest } from '../../node-client/api'
import type { StoredMessage } from '../../store/message-row'
import type { OutgoingOutcome } from '../../store/outgoing-row'
import type { Store } from '../../store/store'
import type { Changes } from '../changes'
import type { WalletNode } from '../node'
import { answerOfThrown } from '../thrown-call'
import { WriteRetry } from '../write-retry'
import { messageOutcome, WALLET_STOPPED } from './message-outcome'
import { lineOf, type MessageView } from './message-view'
import type { SendProgress } from './send-progress'
import { StoppedParts } from './stopped-parts'

export interface MessageDeliveryDeps {
  readonly store: Store
  readonly node: WalletNode
  readonly view: MessageView
  readonly progress: SendProgress
  readonly clock: Clock
  readonly changes: Changes
  /** A message is no longer `sending`. */
  readonly settled: (message: SettledMessage) => void
  readonly reportBug: ReportBug
}

/** What a message costs. */
export interface MessageTerms {
  /** What all its payments carry together. */
  readonly amountSat: Sat
  /** The largest fee of each payment; undefined if the node takes no limit. */
  readonly feeLimitMsat: Msat | undefined
}

const LINE_LENGTH = 200

/** Hands messages that are in the journal to the node, and writes their outcomes. */
export class MessageDelivery {
  readonly #deps: MessageDeliveryDeps
  readonly #writeAgain: WriteRetry
  readonly #stoppedParts: StoppedParts
  #disposed = false

  constructor(deps: MessageDeliveryDeps) {
    this.#deps = deps
    this.#writeAgain = new WriteRetry(deps.clock)
    this.#stoppedParts = new StoppedParts({ ...deps, changed: (message) => this.#announce(message) })
  }

  /** At start: messages that an earlier run left `sending` become `unknown`. */
  recover(): void {
    const { store } = this.#deps
    const left = store.outgoing.sending()
    const outcome = WALLET_STOPPED
    const written = store.write(() => {
      for (const seq of left) store.outgoing.settle(seq, outcome)
    })
    if (written.ok) return
    for (const seq of left) {
      const message = store.messages.at(seq)
      if (message !== undefined) this.#settleLater(message, outcome)
    }
  }

  /** The journal holds the message as `sending`. */
  begin(message: StoredMessage, terms: MessageTerms): void {
    this.#deps.progress.began(message)
    this.#announce(message)
    background(this.#deliver(message, terms), (error) => {
      this.#deps.reportBug('send-message', error)
    })
  }

  connected(): void {
    this.#stoppedParts.connected()
  }

  /** Later answers are dropped. Their rows become `unknown` at the next start. */
  dispose(): void {
    this.#disposed = true
    this.#writeAgain.dispose()
    this.#deps.progress.dispose()
  }

  #announce(message: StoredMessage): void {
    this.#deps.changes.message(this.#deps.view.of(message))
  }

  async #deliver(message: StoredMessage, terms: MessageTerms): Promise<void> {
    const { store, node } = this.#deps
    const answer = await node.calls.sendMessage(this.#requestOf(message, terms)).catch(answerOfThrown)
    if (this.#disposed) return
    this.#settle(message, messageOutcome(answer, store.outgoing.earlier(message.seq)))
  }

  #requestOf(message: StoredMessage, terms: MessageTerms): SendRequest {
    const { store } = this.#deps
    return {
      to: store.senders.addressOf(message.from),
      data: store.messages.data(message.id) ?? new Uint8Array(),
      replyToId: store.outgoing.replyToNodeIdOf(message.seq),
      draft: message.id,
      ...terms
    }
  }

  #settle(message: StoredMessage, outcome: OutgoingOutcome): void {
    const { store, settled, progress } = this.#deps
    const { seq, from, kind, text } = message
    progress.ended(seq)
    const written = store.write(() => {
      const state = store.outgoing.get(seq)?.state
      if (state === undefined || !outgoingMayBecome(state, outcome.state)) return false
      store.outgoing.settle(seq, outcome)
      return true
    })
    if (!written.ok) {
      this.#settleLater(message, outcome)
      return
    }
    if (!written.value) return
    this.#announce(message)
    settled({
      seq,
      to: from,
      state: outcome.state,
      petname: store.senders.nameOf(from) ?? '',
      line: kind === 'text' ? lineOf(text, LINE_LENGTH) : ''
    })
    background(this.#stoppedParts.learnFees(message), (error) => {
      this.#deps.reportBug('part-fees', error)
    })
  }

  #settleLater(message: StoredMessage, outcome: OutgoingOutcome): void {
    this.#writeAgain.later(() => {
      this.#settle(message, outcome)
    })
  }
}
