import { setMaxListeners } from 'node:events'
import type { Changes } from '../changes'
import type { ControlledNode } from '../control/demo-control'
import { DEMO_PAYS_AFTER_MS, type DemoNodeOptions } from '../demo-node-options'
import { autoReply } from './auto-reply'
import { autoPay } from './auto-pay'
import { playScript, SCRIPT } from './script'
import { autoThank } from './auto-thank'
import { endOnBug } from '../../../end-on-bug'

const THANK_AFTER_MS = 1_500
const REPLY_AFTER_MS = 2_500

/** The automatic actions of peers, until they are stopped. */
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
    autoThank(node, ledgerChanges, invoiceMessages, THANK_AFTER_MS, life.signal)
    autoReply(node, REPLY_AFTER_MS, life.signal)
    // With a ledger from an earlier run, the script was already played.
    const lines = node.ledger.invoices.all().length === 0 ? SCRIPT : []
    playScript(node, lines, invoiceMessages, life.signal).catch(endOnBug)
  }
  return { stop: () => life.abort() }
}
