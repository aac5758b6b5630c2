import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { makeInvoice, pubkeyOf } from '../../../support/fixtures/make-invoice'
import { status } from '../bare-client'
import type { OpenRig } from './rig'

const sha256 = (hex: unknown) =>
  createHash('sha256')
    .update(Buffer.from(String(hex), 'hex'))
    .digest('hex')
const FAILED = /^Failed payment(: FAILURE_REASON_[A-Z_]+)?$/

/** PayInvoice of the original API and of the extension, TrackPayment and EstimateFee, with any backend. */
export function paymentContract(open: OpenRig): void {
  describe('payments', () => {
    it('end with the true preimage and the fee in the trailing metadata', async () => {
      const { client, peerInvoice, executions } = await open()
      const { invoice, paymentHash } = await peerInvoice({ sats: 500 })
      expect((await client.trailers('PayInvoice', { invoice })).get('imp-fee-msat')).toEqual(['0'])
      const { preimage } = await client.call('PayInvoice', { invoice })
      expect(sha256(preimage)).toBe(paymentHash)
      expect(await executions(paymentHash)).toBe(1)
    })

    it('are made once, and a second call gets the proof of the first', async () => {
      const { client, peerInvoice, executions } = await open()
      const { invoice, paymentHash } = await peerInvoice({ sats: 501 })
      const { preimage } = await client.call('PayInvoice', { invoice })
      expect(await client.call('PayInvoice', { invoice })).toEqual({ preimage })
      expect(await client.call('Node/PayInvoice', { invoice })).toEqual({ preimage, fee_msat: '0' })
      expect(await executions(paymentHash)).toBe(1)
    })

    it('can be tracked without paying', async () => {
      const { client, peerInvoice, executions } = await open()
      const { invoice, paymentHash } = await peerInvoice({ sats: 502 })
      const track = () => client.call('Node/TrackPayment', { payment_hash: paymentHash })
      expect(await track()).toMatchObject({ state: 'unknown' })
      const { preimage } = await client.call('PayInvoice', { invoice })
      expect(await track()).toMatchObject({
        state: 'succeeded',
        preimage,
        amount_msat: '502000',
        fee_msat: '0',
        succeeded_at: expect.stringMatching(/^\d{10}$/u)
      })
      expect(await executions(paymentHash)).toBe(1)
    })

    it('that are held are joined by a second call, and end alike when they are settled', async () => {
      const { client, heldInvoice, executions } = await open()
      const { invoice, paymentHash, held, settle } = await heldInvoice(700)
      const first = client.call('PayInvoice', { invoice })
      await held()
      expect(await client.call('Node/TrackPayment', { payment_hash: paymentHash })).toMatchObject({
        state: 'in-flight',
        amount_msat: '700000'
      })
      const second = client.call('PayInvoice', { invoice })
      await settle()
      const { preimage } = await first
      expect(sha256(preimage)).toBe(paymentHash)
      expect(await second).toEqual({ preimage })
      expect(await executions(paymentHash)).toBe(1)
    })

    it('that are held report the block and the time until which they can settle', async () => {
      const { client, heldInvoice } = await open()
      const { invoice, paymentHash, held, settle } = await heldInvoice(703)
      const paying = client.call('PayInvoice', { invoice })
      await held()
      const tracked = await client.call('Node/TrackPayment', { payment_hash: paymentHash })
      const { block_height: height } = await client.call('Node/GetInfo')
      const blocks = Number(tracked['latest_return_height']) - Number(height)
      // Two weeks is the longest that LND lets a payment take.
      expect(blocks).toBeGreaterThan(0)
      expect(blocks).toBeLessThanOrEqual(2_016)
      const seconds = Number(tracked['latest_return_at']) - Date.now() / 1000
      expect(Math.abs(seconds - blocks * 600)).toBeLessThan(700)
      await settle()
      await paying
      const settled = await client.call('Node/TrackPayment', { payment_hash: paymentHash })
      expect(settled).toMatchObject({ state: 'succeeded' })
      expect(settled).not.toHaveProperty('latest_return_height')
    })

    it('that are cancelled by the payee fail, and can be tracked as failed', async () => {
      const { client, heldInvoice, executions } = await open()
      const { invoice, paymentHash, held, cancel } = await heldInvoice(701)
      const failure = client.failure('PayInvoice', { invoice })
      await held()
      await cancel()
      expect(await failure).toEqual({ code: status.UNKNOWN, details: expect.stringMatching(FAILED) })
      expect(await client.call('Node/TrackPayment', { payment_hash: paymentHash })).toMatchObject({
        state: 'failed',
        failure: expect.stringMatching(/./)
      })
      expect(await executions(paymentHash)).toBe(0)
    })

    it('continue when the call is cancelled or its deadline passes', async () => {
      const { client, heldInvoice, executions } = await open()
      const { invoice, paymentHash, held, settle } = await heldInvoice(702)
      const failure = client.failure('PayInvoice', { invoice }, { deadline: Date.now() + 2_000 })
      await held()
      expect((await failure).code).toBe(status.DEADLINE_EXCEEDED)
      await settle()
      const { preimage } = await client.call('PayInvoice', { invoice })
      expect(sha256(preimage)).toBe(paymentHash)
      expect(await executions(paymentHash)).toBe(1)
    })

    it('of ten invoices at once, each asked for twice, are made once each', async () => {
      const { client, peerInvoice, executions } = await open()
      const invoices = await Promise.all(Array.from({ length: 10 }, (_, i) => peerInvoice({ sats: 100 + i })))
      const answers = await Promise.all(
        [...invoices, ...invoices].map(({ invoice }) => client.call('PayInvoice', { invoice }))
      )
      for (const [index, { paymentHash }] of invoices.entries()) {
        expect(sha256(answers[index]?.['preimage'])).toBe(paymentHash)
        expect(answers[index + 10]).toEqual(answers[index])
        expect(await executions(paymentHash)).toBe(1)
      }
    })

    it('of an invoice without an amount take the amount of the extension, and fail without one', async () => {
      const { client, peerInvoice, executions } = await open()
      const { invoice, paymentHash } = await peerInvoice({})
      expect(await client.failure('PayInvoice', { invoice })).toEqual({
        code: status.UNKNOWN,
        details: 'amount must be specified when paying a zero amount invoice'
      })
      await client.call('Node/PayInvoice', { invoice, amount_msat: '7000' })
      expect(await client.call('Node/TrackPayment', { payment_hash: paymentHash })).toMatchObject({
        state: 'succeeded',
        amount_msat: '7000'
      })
      expect(await executions(paymentHash)).toBe(1)
    })

    it('of an invoice without an amount do not get the proof of another amount', async () => {
      const { client, peerInvoice, executions } = await open()
      const { invoice, paymentHash } = await peerInvoice({})
      const pay = { invoice, amount_msat: '7000' }
      const { preimage } = await client.call('Node/PayInvoice', pay)
      expect(await client.failure('Node/PayInvoice', { invoice, amount_msat: '9000' })).toEqual({
        code: status.ALREADY_EXISTS,
        details: 'Nothing was sent: another amount was paid for this payment hash'
      })
      expect(await client.call('Node/PayInvoice', pay)).toMatchObject({ preimage })
      expect(await executions(paymentHash)).toBe(1)
    })

    it('of an invoice with an amount refuse another one', async () => {
      const { client, peerInvoice, executions } = await open()
      const { invoice, paymentHash } = await peerInvoice({ sats: 50 })
      expect(await client.failure('Node/PayInvoice', { invoice, amount_msat: '7000' })).toEqual({
        code: status.UNKNOWN,
        details: 'amount must not be specified when paying a non-zero amount invoice'
      })
      expect(await executions(paymentHash)).toBe(0)
    })

    it.each([
      ['of a payee without a channel', () => stranger({}), FAILED],
      [
        'of another network',
        () => stranger({ network: 'mainnet' }),
        /^invoice not for current active network 'regtest'$/
      ],
      [
        'that has expired',
        () => stranger({ createdAt: Date.now() - 7_200_000 }),
        /^invoice expired\. Valid until \d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)? \+0000 UTC$/
      ]
    ])('of an invoice %s fail with UNKNOWN and a text', async (_name, make, text) => {
      const { client, executions } = await open()
      const { text: invoice, paymentHash } = make()
      expect(await client.failure('PayInvoice', { invoice })).toEqual({
        code: status.UNKNOWN,
        details: expect.stringMatching(text)
      })
      expect(await executions(paymentHash)).toBe(0)
    })

    it('of more than the channels hold fail, and of an own invoice are refused', async () => {
      const { client, peerInvoice, executions } = await open()
      const { invoice, paymentHash } = await peerInvoice({ sats: 9_000_000 })
      expect(await client.failure('PayInvoice', { invoice })).toEqual({
        code: status.UNKNOWN,
        details: expect.stringMatching(FAILED)
      })
      expect(await executions(paymentHash)).toBe(0)
      const own = await client.call('GenerateInvoice', { amount: '1', memo: '' })
      expect(await client.failure('PayInvoice', { invoice: own['invoice'] })).toEqual({
        code: status.UNKNOWN,
        details: 'self-payments not allowed'
      })
    })

    it('have an estimated fee before they are made', async () => {
      const { client, peerInvoice } = await open()
      const { invoice } = await peerInvoice({ sats: 10 })
      expect(await client.call('Node/EstimateFee', { invoice })).toEqual({ fee_msat: '0' })
    })

    it('of a message have an estimated fee before they are made', async () => {
      const { client, peer } = await open()
      const estimate = { recipient: peer, recipient_amount_msat: '1000' }
      expect(await client.call('Node/EstimateFee', estimate)).toEqual({ fee_msat: '0' })
    })

    it('of a message have no estimate for a recipient that cannot be reached', async () => {
      const { client } = await open()
      const estimate = { recipient: pubkeyOf('Nobody'), recipient_amount_msat: '1000' }
      expect((await client.failure('Node/EstimateFee', estimate)).code).toBe(status.UNKNOWN)
    })

    it('are estimated for either an invoice or a recipient with an amount, and nothing else', async () => {
      const { client, peer, peerInvoice } = await open()
      const { invoice } = await peerInvoice({ sats: 10 })
      const recipient = { recipient: peer, recipient_amount_msat: '1000' }
      const refused = [
        {},
        { amount_msat: '1000' },
        { invoice, ...recipient },
        { recipient: peer },
        { ...recipient, recipient_amount_msat: '-1' },
        { ...recipient, recipient: 'nobody' }
      ]
      for (const request of refused) {
        const { code } = await client.failure('Node/EstimateFee', request)
        expect(code, JSON.stringify(request)).toBe(status.INVALID_ARGUMENT)
      }
    })

    it('reduce the spendable balance by their cost', async () => {
      const { client, peerInvoice } = await open()
      const spendable = async () => BigInt(String((await client.call('Node/GetInfo'))['spendable_msat']))
      const before = await spendable()
      await client.call('PayInvoice', { invoice: (await peerInvoice({ sats: 2_500 })).invoice })
      await expect.poll(async () => before - (await spendable())).toBe(2_500_000n)
    })
  })
}

function stranger(terms: Parameters<typeof makeInvoice>[0]) {
  return makeInvoice({ payee: 'Nobody', salt: Date.now(), createdAt: Date.now(), ...terms })
}
