import type { Changes } from '../changes'
import type { ControlledNode } from '../control/demo-control'
import { pause } from './pause'
import { endOnBug } from '../../../end-on-bug'

/** A peer that was paid says thanks, in reply to the message that carried its invoice (found by payment hash). */
export function autoThank(
  node: ControlledNode,
  changes: Changes,
  invoiceMessages: ReadonlyMap<string, string>,
  afterMs: number,
  life: AbortSignal
): void {
  const succeeded = () => node.ledger.payments.all().filter(({ state }) => state === 'succeeded')
  const thanked = new Set(succeeded().map(({ paymentHash }) => paymentHash))
  const stop = changes.listen(() => {
    for (const { paymentHash, payee } of succeeded()) {
      if (thanked.has(paymentHash)) continue
      thanked.add(paymentHash)
      const peer = node.peers.find(({ pubkey }) => pubkey === payee)
      if (peer === undefined) continue
      const thanks = pause(afterMs, life).then((alive) => {
        if (!alive) return
        const replyToId = invoiceMessages.get(paymentHash) ?? ''
        node.control.sendMessage({ from: peer.name, data: 'Payment arrived, thank you.', replyToId })
      })
      thanks.catch(endOnBug)
    }
  })
  life.addEventListener('abort', stop)
}
