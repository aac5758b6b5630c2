import type { Changes } from '../changes'
import type { DemoNode } from '../demo-node'
import { DEMO_PAYS_AFTER_MS, type DemoNodeOptions } from '../options'
import { payOurInvoices } from './patrons'
import { playScript, SCRIPT } from './script'
import { thankForPayments } from './thanks'

/** What peers do by themselves, until it is stopped. */
export interface Behaviour {
  stop(): void
}

export function startBehaviour(node: DemoNode, ledgerChanges: Changes, options: DemoNodeOptions): Behaviour {
  const life = new AbortController()
  const demo = options.behaviour === 'demo'
  const payAfterMs = options.peersPayAfterMs ?? (demo ? DEMO_PAYS_AFTER_MS : undefined)
  if (payAfterMs !== undefined) payOurInvoices(node, ledgerChanges, payAfterMs, life.signal)
  if (demo) {
    const invoiceMessages = new Map<string, string>()
    thankForPayments(node, ledgerChanges, invoiceMessages, life.signal)
    // A ledger that was kept from an earlier run has heard it all.
    const lines = node.ledger.invoices.all().length === 0 ? SCRIPT : []
    void playScript(node, lines, invoiceMessages, life.signal)
  }
  return { stop: () => life.abort() }
}
