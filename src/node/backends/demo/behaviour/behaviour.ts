import { setMaxListeners } from 'node:events'
import type { Changes } from '../changes'
import type { SteeredNode } from './steered-node'
import { DEMO_PAYS_AFTER_MS, type DemoNodeOptions } from '../options'
import { answerMessages } from './answers'
import { payOurInvoices } from './patrons'
import { playScript, SCRIPT } from './script'
import { thankForPayments } from './thanks'

const THANKS_AFTER_MS = 1_500
const ANSWER_AFTER_MS = 2_500

/** What peers do by themselves, until it is stopped. */
export interface Behaviour {
  stop(): void
}

export function startBehaviour(
  node: SteeredNode,
  ledgerChanges: Changes,
  options: DemoNodeOptions
): Behaviour {
  const life = new AbortController()
  // Every invoice that waits for its payer listens.
  setMaxListeners(0, life.signal)
  const demo = options.behaviour === 'demo'
  const payAfterMs = options.peersPayAfterMs ?? (demo ? DEMO_PAYS_AFTER_MS : undefined)
  if (payAfterMs !== undefined) payOurInvoices(node, ledgerChanges, payAfterMs, life.signal)
  if (demo) {
    const invoiceMessages = new Map<string, string>()
    thankForPayments(node, ledgerChanges, invoiceMessages, THANKS_AFTER_MS, life.signal)
    answerMessages(node, ANSWER_AFTER_MS, life.signal)
    // A ledger that was kept from an earlier run has heard it all.
    const lines = node.ledger.invoices.all().length === 0 ? SCRIPT : []
    void playScript(node, lines, invoiceMessages, life.signal)
  }
  return { stop: () => life.abort() }
}
