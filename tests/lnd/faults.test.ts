import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCallError } from '../../src/main/node-client/grpc/call-error'
import { sendFailure } from '../../src/main/node-client/status-mapping'
import { sat } from '../../src/shared/money'
import type { BareClient } from '../contract/node/bare-client'
import { FaultMatrix } from './fault-matrix'
import { startNetwork, type TestNetwork } from './network'
import { invoiceOf, openNode, paymentsOf, sha256 } from './support'

const SEED = Number(process.env['LND_SEED'] ?? 1)
const PAYMENTS = 200

let network: TestNetwork

beforeAll(async () => {
  network = await startNetwork({ third: true })
}, 300_000)
afterAll(() => network.stop(), 60_000)

describe('a payment over another node', { timeout: 120_000 }, () => {
  it('tells the fee that was really paid, within the limit', async () => {
    const { alice, carol } = network
    if (carol === undefined) throw new Error('the network has no third node')
    const { client } = await openNode(alice)
    const { invoice, paymentHash } = await invoiceOf(carol, 50_000)
    const estimated = await client.call('Node/EstimateFee', { invoice })
    // One hop at LND's default of 1 sat and one millionth.
    expect(estimated).toEqual({ fee_msat: '1050' })
    expect(await client.failure('Node/PayInvoice', { invoice, fee_limit_msat: '1000' })).toMatchObject({
      code: 2,
      details: 'Failed payment: FAILURE_REASON_NO_ROUTE'
    })
    const trailers = await client.trailers('PayInvoice', { invoice })
    expect(trailers.get('imp-fee-msat')).toEqual(['1050'])
    const paid = await client.call('Node/PayInvoice', { invoice })
    expect(paid).toMatchObject({ fee_msat: '1050' })
    expect(sha256(paid['preimage'])).toBe(paymentHash)
    expect(await client.call('Node/TrackPayment', { payment_hash: paymentHash })).toMatchObject({
      fee_msat: '1050'
    })
    expect(await paymentsOf(alice, paymentHash)).toEqual(['SUCCEEDED'])
  })
})

describe('a message over another node', { timeout: 120_000 }, () => {
  it('tells the fee that was really paid for all its parts, within the limit of each', async () => {
    const { alice, carol } = network
    if (carol === undefined) throw new Error('the network has no third node')
    const { client } = await openNode(alice)
    const message = { msg: Buffer.alloc(2_500, 'x'), pubkey: await carol.pubkey(), amount: '3' }
    const draft = randomUUID()
    const track = () => client.call('Node/TrackMessage', { draft })
    // One hop at LND's default of 1 sat and one millionth.
    const limited = { 'imp-draft': draft, 'imp-fee-limit-msat': '999' }
    const { code, details } = await client.failure('SendMessage', message, {}, limited)
    expect({ code, details }).toEqual({ code: 2, details: 'Failed payment: FAILURE_REASON_NO_ROUTE' })
    const failure = readCallError({ code, details, message: details }, true)
    expect(sendFailure(failure, sat(3n), true)).toMatchObject({ kind: 'failed', code: 'no-route' })
    expect(await track()).toEqual({ parts: '3', arrived_parts: '0', arrived_fee_msat: [] })
    const before = await spendableOf(client)
    const trailers = await client.trailers('SendMessage', message, { 'imp-draft': draft })
    expect(trailers.get('imp-fee-msat')).toEqual(['3000'])
    expect(await track()).toEqual({
      ...{ parts: '3', arrived_parts: '3' },
      arrived_fee_msat: ['1000', '1000', '1000']
    })
    const repeated = await client.trailers('SendMessage', message, { 'imp-draft': draft })
    expect(repeated.get('imp-fee-msat')).toEqual(['3000'])
    await expect.poll(async () => before - (await spendableOf(client)), { timeout: 20_000 }).toBe(6_000n)
  })
})

async function spendableOf(client: BareClient): Promise<bigint> {
  return BigInt(String((await client.call('Node/GetInfo'))['spendable_msat']))
}

describe('a matrix of faults', { timeout: 1_200_000 }, () => {
  it(`leaves no payment of ${PAYMENTS} and no message doubled, lost or with a wrong outcome (seed ${SEED})`, async () => {
    const matrix = await FaultMatrix.create(network, SEED)
    try {
      const report = await matrix.run(PAYMENTS)
      expect(report.doubled).toEqual([])
      expect(report.wrong).toEqual([])
      expect(report.messages).toMatchObject({ lost: [], doubled: [], wrong: [] })
      expect(Math.min(report.messages.sent, report.messages.received)).toBeGreaterThan(20)
      // Every kind of fault and of outcome was there.
      expect(Math.min(...Object.values(report.faults))).toBeGreaterThan(0)
      expect(report.payments).toBe(PAYMENTS)
      process.stderr.write(`${JSON.stringify(report)}\n`)
    } finally {
      await matrix.close()
    }
  })
})
