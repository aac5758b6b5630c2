import { stoppedAt } from '../../../shared/domain/outgoing'
import { background, type ReportBug } from '../../background'
import type { StoredMessage } from '../../store/message-row'
import type { Store } from '../../store/store'
import type { WalletNode } from '../node'

export interface StoppedPartsDeps {
  readonly store: Store
  readonly node: WalletNode
  /** Called when the fees of a message were stored. */
  readonly changed: (message: StoredMessage) => void
  readonly reportBug: ReportBug
}

/**
 * Asks the node what the parts of messages that stopped half-way cost. Without an answer the fees stay unknown, and the
 * largest ones count toward the limits, until a later connection brings an answer.
 */
export class StoppedParts {
  readonly #deps: StoppedPartsDeps
  #asking = false
  #askAgain = false

  constructor(deps: StoppedPartsDeps) {
    this.#deps = deps
  }

  /** Asks again about the messages whose fees are unknown, one after the other. */
  connected(): void {
    if (!this.#canAsk) return
    if (this.#asking) {
      // The request under way may be lost with the earlier connection.
      this.#askAgain = true
      return
    }
    this.#asking = true
    background(
      this.#learnAll().finally(() => {
        this.#asking = false
        if (!this.#askAgain) return
        this.#askAgain = false
        this.connected()
      }),
      (error) => {
        this.#deps.reportBug('part-fees', error)
      }
    )
  }

  /** Does nothing for a message that did not stop half-way, or whose fees are known. */
  async learnFees(message: StoredMessage): Promise<void> {
    const { store, node, changed } = this.#deps
    const asked = store.outgoing.get(message.seq)
    const stopped = asked === undefined ? undefined : stoppedAt(asked)
    if (asked === undefined || stopped === undefined || asked.partFeesMsat !== undefined) return
    const answer = await node.calls.trackMessage(message.id)
    const reported = answer.ok ? answer.value : undefined
    if (reported?.feesMsat === undefined || reported.parts !== stopped.total) return
    if (reported.arrived !== stopped.failed - 1 || !store.isOpen) return
    const { feesMsat } = reported
    const written = store.write(() => {
      const now = store.outgoing.get(message.seq)
      // The person may have sent the rest meanwhile.
      return now?.attempts === asked.attempts ? store.outgoing.noteParts(message.seq, feesMsat) : undefined
    })
    if (written.ok && written.value !== undefined) changed(message)
  }

  async #learnAll(): Promise<void> {
    const { store } = this.#deps
    for (const seq of store.outgoing.withoutPartFees()) {
      if (!this.#canAsk) return
      const message = store.messages.at(seq)
      if (message !== undefined) await this.learnFees(message)
    }
  }

  get #canAsk(): boolean {
    const { store, node } = this.#deps
    return store.isOpen && node.ready && node.capabilities.extension
  }
}
