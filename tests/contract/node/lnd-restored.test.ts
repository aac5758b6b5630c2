import { status } from '@grpc/grpc-js'
import { DatabaseSync } from '@photostructure/sqlite'
import { expect, it, onTestFinished } from 'vitest'
import type { SettledInvoice } from '../../../src/node/backend'
import { Journal } from '../../../src/node/backends/lnd/journal'
import { LndBackend } from '../../../src/node/backends/lnd/lnd-backend'
import { LndClient } from '../../../src/node/backends/lnd/lnd-client'
import { makeInvoice } from '../../support/fixtures/make-invoice'
import { Refusal, runScriptedLnd, type ScriptedLnd } from '../../support/fakes/scripted-lnd'

/** A paid invoice as LND reports it. */
function paid(index: number) {
  const { text, paymentHash } = makeInvoice({ salt: `paid ${index}` })
  return {
    ...{ payment_request: text, r_hash: Buffer.from(paymentHash, 'hex'), state: 'SETTLED' },
    ...{ add_index: index.toString(), settle_index: index.toString(), amt_paid_msat: '1000' },
    settle_date: '1700000000'
  }
}

/** A node that has read the invoices of this LND up to index 500. */
async function nodeAt500(lnd: ScriptedLnd): Promise<{ told: SettledInvoice[] }> {
  const journal = new Journal(new DatabaseSync(':memory:'))
  journal.setCursor(499n)
  const access = { address: lnd.address, cert: lnd.certificate.cert, macaroon: lnd.admin }
  const { pubkey } = lnd
  const client = new LndClient(() => access)
  const backend = new LndBackend({ client, journal, pubkey, onFailure: () => undefined })
  onTestFinished(() => backend.close())
  const told: SettledInvoice[] = []
  backend.watchInvoices(0n, (invoice) => told.push(invoice))
  // The stream ends after it, so the node opens the next one.
  lnd.script['lnrpc.Lightning/SubscribeInvoices'] = () => paid(500)
  lnd.script['lnrpc.Lightning/LookupInvoice'] = () => paid(500)
  backend.start()
  await expect.poll(() => told.map(({ settleIndex }) => settleIndex)).toEqual([500n])
  return { told }
}

it('A node learns of payments to an LND that was restored without its invoices', async () => {
  const lnd = await runScriptedLnd()
  const { told } = await nodeAt500(lnd)
  const indexes = () => told.map(({ settleIndex }) => settleIndex)
  lnd.stop()
  const first = paid(1)
  lnd.script['lnrpc.Lightning/SubscribeInvoices'] = () => 'silent'
  lnd.script['lnrpc.Lightning/ListInvoices'] = () => ({ invoices: [first], last_index_offset: '1' })
  lnd.script['lnrpc.Lightning/LookupInvoice'] = () => {
    throw new Refusal('unable to locate invoice', status.NOT_FOUND)
  }
  await lnd.start()
  // A client that knows index 500 gets later invoices only with a higher index.
  await expect.poll(indexes).toEqual([500n, 501n])
  expect(told[1]?.paymentHash).toBe(first.r_hash.toString('hex'))
  lnd.stop()
  lnd.script['lnrpc.Lightning/LookupInvoice'] = () => first
  lnd.script['lnrpc.Lightning/SubscribeInvoices'] = ({ settle_index }) =>
    settle_index === '1' ? paid(2) : 'silent'
  await lnd.start()
  await expect.poll(indexes).toEqual([500n, 501n, 502n])
})

it('A node continues from its cursor while LND still has its invoices', async () => {
  const lnd = await runScriptedLnd()
  const { told } = await nodeAt500(lnd)
  lnd.script['lnrpc.Lightning/SubscribeInvoices'] = () => paid(501)
  await expect.poll(() => told.map(({ settleIndex }) => settleIndex)).toEqual([500n, 501n])
  const opened = lnd
    .callsOf('lnrpc.Lightning/SubscribeInvoices')
    .map(({ request }) => request['settle_index'])
  expect(opened).not.toContain('0')
})
