import {
  stoppedAt,
  type MessageProgress,
  type StoppedParts as PlaceOfStop
} from '../../../shared/domain/outgoing'
import type { Msat } from '../../../shared/money'
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
 * largest ones count toward the limits, until a later connection brings an answer. A node that answered without these
 * fees is asked again only after another attempt, or in another run of the wallet.
 */
export class StoppedParts {
  readonly #deps: StoppedPartsDeps
  /** Messages about which the node answered that it does not know the fees, by `seq`. */
  readonly #unknownToNode = new Set<number>()
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
    this.#unknownToNode.delete(message.seq)
    const answer = await node.calls.trackMessage(message.id)
    if (!store.isOpen || (!answer.ok && answer.error.code !== 'unimplemented')) return
    const feesMsat = answer.ok ? feesAt(stopped, answer.value) : undefined
    if (feesMsat === undefined) {
      this.#unknownToNode.add(message.seq)
      return
    }
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
      if (this.#unknownToNode.has(seq)) continue
      const message = store.messages.at(seq)
      if (message !== undefined) await this.learnFees(message)
    }
  }

  get #canAsk(): boolean {
    const { store, node } = this.#deps
    return store.isOpen && node.ready && node.capabilities.extension
  }
}

/** Undefined if the report has no fees, or is not about this stop. */
function feesAt(
  { failed, total }: PlaceOfStop,
  report: MessageProgress | undefined
): readonly Msat[] | undefined {
  return report?.parts === total && report.arrived === failed - 1 ? report.feesMsat : undefined
}
