import { setMaxListeners } from 'node:events'
import type { Changes } from '../changes'
import type { ControlledNode } from './controlled-node'
import { DEMO_PAYS_AFTER_MS, type DemoNodeOptions } from '../demo-node-options'
import { autoReply } from './auto-reply'
import { autoPay } from './auto-pay'
import { playScript, SCRIPT } from './script'
import { autoThank } from './auto-thank'
import { endOnBug } from '../../../end-on-bug'

const THANKS_AFTER_MS = 1_500
const ANSWER_AFTER_MS = 2_500

/** What peers do automatically, until it is stopped. */
export interface Behaviour {
  stop(): void
}

export function startBehaviour(
  node: ControlledNode,
  ledgerChanges: Changes,
  options: DemoNodeOptions
): Behaviour {
  const life = new AbortController()
  // Every open invoice adds a listener.
  setMaxListeners(0, life.signal)
  const demo = options.behaviour === 'demo'
  const payAfterMs = options.peersPayAfterMs ?? (demo ? DEMO_PAYS_AFTER_MS : undefined)
  if (payAfterMs !== undefined) autoPay(node, ledgerChanges, payAfterMs, life.signal)
  if (demo) {
    const invoiceMessages = new Map<string, string>()
    autoThank(node, ledgerChanges, invoiceMessages, THANKS_AFTER_MS, life.signal)
    autoReply(node, ANSWER_AFTER_MS, life.signal)
    // A ledger from an earlier run has had the script already.
    const lines = node.ledger.invoices.all().length === 0 ? SCRIPT : []
    playScript(node, lines, invoiceMessages, life.signal).catch(endOnBug)
  }
  return { stop: () => life.abort() }
}
