import { stoppedAt } from '../../../shared/domain/outgoing'
import type { StoredMessage } from '../../store/message-row'
import type { Store } from '../../store/store'
import type { WalletNode } from '../node'

export interface StoppedPartsDeps {
  readonly store: Store
  readonly node: WalletNode
  /** Called when the fees of a message were stored. */
  readonly changed: (message: StoredMessage) => void
}

/**
 * Asks the node what the parts of a message that stopped half-way cost. Without an answer the fees stay unknown, and the
 * largest ones count toward the limits.
 */
export async function learnPartFees(
  { store, node, changed }: StoppedPartsDeps,
  message: StoredMessage
): Promise<void> {
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
