import type { Changes } from '../changes'
import type { DemoCore } from '../demo-core'
import { pause } from './pause'
import { endOnBug } from '../../../end-on-bug'

/** Peers pay each new invoice with an amount after a delay. An invoice that no peer can afford stays open. */
export function autoPay(node: DemoCore, changes: Changes, afterMs: number, life: AbortSignal): void {
  const seen = new Set<string>()
  const stop = changes.listen(() => {
    for (const { bolt11, paymentHash, amountMsat, paid } of node.ledger.ownInvoices()) {
      if (seen.has(paymentHash)) continue
      seen.add(paymentHash)
      if (amountMsat === undefined || paid !== undefined) continue
      const payment = pause(afterMs, life).then((alive) => {
        if (alive) node.ledger.receive(bolt11)
      })
      payment.catch(endOnBug)
    }
  })
  life.addEventListener('abort', stop)
}
