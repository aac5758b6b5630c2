import { DemoNode } from './demo-node'
import type { DemoNodeOptions } from './options'

export type { Generation } from './api/dialect'
export type { Call, Transport } from './api/calls'
export type { Fault, FaultAction } from './api/faults'
export type { DemoControl, PeerInvoiceTerms, PeerMessageTerms } from './control/demo-control'
export { DemoNode } from './demo-node'
export type { Channel } from './ledger/channels'
export type { Invoice } from './ledger/invoices'
export type { Ledger } from './ledger/ledger'
export type { Payment, PaymentState } from './ledger/payments'
export type { DemoNodeOptions } from './options'
export type { Peer } from './peers'
export type { TlsFiles } from './tls/tls-files'

/** Starts an IMP node on this computer. Rejects where an address is taken (`EADDRINUSE`) or not a local one. */
export async function startDemoNode(options: DemoNodeOptions = {}): Promise<DemoNode> {
  const node = new DemoNode(options)
  await node.start()
  return node
}
