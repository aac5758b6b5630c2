import type { Changes } from '../changes'
import type { DemoNode } from '../demo-node'
import { pause } from './pause'

const THANKS_AFTER_MS = 1_500

/** A peer that was paid says so, in reply to the message that carried its invoice. */
export function thankForPayments(
  node: DemoNode,
  changes: Changes,
  invoiceMessages: ReadonlyMap<string, string>,
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
      void pause(THANKS_AFTER_MS, life).then((alive) => {
        if (!alive) return
        const replyToId = invoiceMessages.get(paymentHash) ?? ''
        node.control.sendMessage({ from: peer.name, data: 'Payment arrived, thank you.', replyToId })
      })
    }
  })
  life.addEventListener('abort', stop)
}
