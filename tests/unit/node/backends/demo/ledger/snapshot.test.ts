import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { DemoNode } from '../../../../../../src/node/backends/demo'
import { identity } from '../../../../../../src/node/backends/demo/identity'
import { restoreSnapshot, takeSnapshot } from '../../../../../../src/node/backends/demo/ledger/snapshot'
import { peerInvoice, testLedger } from './support'
import { sat, satToMsat } from '../../../../../../src/shared/money'

const folder = mkdtempSync(join(tmpdir(), 'demo-node-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a snapshot of the ledger', () => {
  it('restores balances, invoices and payments', async () => {
    const ledger = testLedger()
    ledger.generateInvoice(undefined, 'without an amount')
    const own = ledger.generateInvoice(satToMsat(sat(5n)), 'paid')
    if (own.ok) ledger.receive(own.value.bolt11)
    await ledger.payments.pay(peerInvoice(ledger, 'Mira', 1_000n).bolt11)
    await ledger.payments.pay(peerInvoice(ledger, 'Hackerspace Lab', 1_000n).bolt11)
    const copy = testLedger()
    restoreSnapshot(copy, takeSnapshot(ledger))
    expect(copy.channels.all()).toEqual(ledger.channels.all())
    expect(copy.invoices.all()).toEqual(ledger.invoices.all())
    expect(copy.payments.all()).toEqual(ledger.payments.all())
  })

  it('lets a payment in flight continue', async () => {
    const ledger = testLedger()
    const { bolt11, paymentHash } = peerInvoice(ledger, 'Mira', 1_000n)
    ledger.payments.hold()
    void ledger.payments.pay(bolt11)
    const copy = testLedger()
    restoreSnapshot(copy, takeSnapshot(ledger))
    await expect.poll(() => copy.payments.byHash(paymentHash)?.state).toBe('succeeded')
    expect(copy.payments.byHash(paymentHash)?.executions).toBe(1)
  })

  it('is refused by another node', () => {
    const other = testLedger({ identity: identity('other', 'this node') })
    expect(() => restoreSnapshot(other, takeSnapshot(testLedger()))).toThrow('belongs to another node')
  })

  it('is on disk before a call is answered', () => {
    const stateFile = join(folder, 'state.json')
    const node = new DemoNode({ seed: 'test', stateFile })
    node.ledger.generateInvoice(satToMsat(sat(5n)), 'kept')
    expect(readFileSync(stateFile, 'utf8')).toContain('kept')
    const again = new DemoNode({ seed: 'test', stateFile })
    expect(again.ledger.ownInvoices()).toEqual(node.ledger.ownInvoices())
  })
})
