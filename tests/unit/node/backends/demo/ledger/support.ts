import { Changes } from '../../../../../../src/node/backends/demo/changes'
import { seededEntropy } from '../../../../../../src/node/backends/demo/entropy'
import { identity } from '../../../../../../src/node/backends/demo/identity'
import { Ledger, type LedgerParts } from '../../../../../../src/node/backends/demo/ledger/ledger'
import type { Invoice } from '../../../../../../src/node/backends/demo/ledger/invoices'
import { demoPeers, type Peer } from '../../../../../../src/node/backends/demo/peers'
import { msat } from '../../../../../../src/shared/money'

export const NOW = Date.UTC(2022, 4, 1, 12)

export function testLedger(parts: Partial<LedgerParts> = {}): Ledger {
  return new Ledger({
    identity: identity('test', 'this node'),
    peers: demoPeers('test'),
    entropy: seededEntropy('test'),
    changes: new Changes(),
    now: () => NOW,
    network: 'regtest',
    flightMs: 0,
    invoiceExpirySeconds: 3_600,
    ...parts
  })
}

export function peer(ledger: Ledger, name: string): Peer {
  const found = ledger.peer(name)
  if (found === undefined) throw new Error(`no peer ${name}`)
  return found
}

export function peerInvoice(ledger: Ledger, name: string, amountMsat: bigint | undefined): Invoice {
  return ledger.invoices.issue(peer(ledger, name), {
    network: 'regtest',
    amountMsat: amountMsat === undefined ? undefined : msat(amountMsat),
    memo: 'test',
    createdAt: NOW / 1000,
    expirySeconds: 3_600
  })
}
