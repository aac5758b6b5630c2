import { status } from '@grpc/grpc-js'
import { describe, expect, it } from 'vitest'
import type { NodeConnection } from '../../../src/main/node-client/api'
import { decodeInvoice } from '../../../src/shared/bolt11'
import { msat, sat } from '../../../src/shared/money'
import { demoNode } from '../../support/processes/demo-node'
import { addressOf, connected, KINDS } from '../../support/processes/node-variants'
import { connectTo } from '../../support/processes/node-client'
import { payOrder } from '../../support/fixtures/pay-order'

describe.each(KINDS)('the client of $kind', (kind) => {
  describe('generateInvoice', () => {
    it('returns an invoice with the amount and the memo', async () => {
      const { connection, node } = await connected(kind)
      const invoice = await connection.calls.generateInvoice(sat(2_500n), 'Kaffee & Kuchen ☕')
      if (!invoice.ok) throw new Error(invoice.error.code)
      expect(decodeInvoice(invoice.value)).toMatchObject({
        ok: true,
        value: {
          amountMsat: 2_500_000n,
          description: 'Kaffee & Kuchen ☕',
          payee: node.pubkey,
          network: 'regtest'
        }
      })
    })

    it('keeps every digit of an amount above 2^53', async () => {
      const { connection, node } = await connected(kind)
      await connection.calls.generateInvoice(sat(9_007_199_254_740_993n), '')
      expect(node.calls.of('GenerateInvoice')[0]?.request).toMatchObject({ amount: '9007199254740993' })
    })

    it('returns the reason of a refusal by the node', async () => {
      const { connection } = await connected(kind)
      expect(await connection.calls.generateInvoice(sat(1n), 'x'.repeat(640))).toMatchObject({
        ok: false,
        error: { code: 'refused-by-node', detail: expect.stringContaining('memo too large') }
      })
    })
  })

  describe('checkInvoice', () => {
    it('returns whether an invoice of the node is paid', async () => {
      const { connection, node } = await connected(kind)
      const invoice = await connection.calls.generateInvoice(sat(100n), 'x')
      if (!invoice.ok) throw new Error(invoice.error.code)
      expect(await connection.calls.checkInvoice(invoice.value)).toEqual({ ok: true, value: false })
      node.control.payInvoice(invoice.value)
      expect(await connection.calls.checkInvoice(invoice.value)).toEqual({ ok: true, value: true })
    })

    it('reports a text that the node does not know, even if only its letter case differs', async () => {
      const { connection } = await connected(kind)
      const invoice = await connection.calls.generateInvoice(sat(100n), 'x')
      if (!invoice.ok) throw new Error(invoice.error.code)
      const unknown = { ok: false, error: { code: 'no-such-invoice' } }
      expect(await connection.calls.checkInvoice(invoice.value.toUpperCase())).toEqual(unknown)
      expect(await connection.calls.checkInvoice('lnbcrt1')).toEqual(unknown)
    })
  })
})

describe.each(KINDS.filter(({ generation }) => generation === 2))('the client of $kind', (kind) => {
  it('reads the spendable balance', async () => {
    const { connection, node } = await connected(kind)
    const spendable = await connection.calls.getSpendable()
    if (!spendable.ok || spendable.value === undefined) throw new Error('the node told no balance')
    const { invoice } = node.control.peerInvoice({ from: 'Mira', amountMsat: msat(7_000n) })
    await connection.calls.payInvoice(payOrder(invoice))
    expect(await connection.calls.getSpendable()).toEqual({ ok: true, value: spendable.value - 7n })
  })

  it('lists only the payments that settled, with their preimages', async () => {
    const { connection, node } = await connected(kind)
    expect(await connection.calls.listSettledPayments()).toEqual({
      ok: true,
      value: { payments: [], mayBeCut: false }
    })
    const paid = node.control.peerInvoice({
      from: 'Mira',
      amountMsat: msat(7_000n),
      memo: 'status:SUCCEEDED "x"'
    })
    const failed = node.control.peerInvoice({ from: 'Hackerspace Lab', amountMsat: msat(7_000n) })
    const answer = await connection.calls.payInvoice(payOrder(paid.invoice))
    await connection.calls.payInvoice(payOrder(failed.invoice))
    if (answer.kind !== 'paid') throw new Error(answer.kind)
    expect(await connection.calls.listSettledPayments()).toEqual({
      ok: true,
      value: { payments: [{ paymentHash: paid.paymentHash, preimage: answer.preimage }], mayBeCut: false }
    })
  })

  describe('an API key', () => {
    it('allows the calls of a node that requires it', async () => {
      const { connection } = await connected(kind, { apiKey: 'secret' }, { apiKey: 'secret' })
      expect(await connection.calls.getSpendable()).toMatchObject({ ok: true })
    })

    it.each([
      [undefined, 'key-missing'],
      ['wrong', 'key-refused']
    ])('blocks the connection when it is %s, before a stream is opened', async (apiKey, code) => {
      const node = await demoNode({ generation: 2, apiKey: 'secret' })
      const { reaches } = connectTo(addressOf(node, kind), { apiKey })
      expect(await reaches('blocked')).toEqual({ phase: 'blocked', failure: { code } })
      expect(node.messages.peakSubscribers).toBe(0)
    })

    it('is not sent if a header cannot contain it', async () => {
      const node = await demoNode({ generation: 2, apiKey: 'secret' })
      for (const apiKey of ['schlüssel', 'two words', 'line\nbreak', '']) {
        const { reaches } = connectTo(addressOf(node, kind), { apiKey })
        expect(await reaches('blocked')).toMatchObject({ failure: { code: 'key-refused' } })
      }
      expect(node.calls.all()).toEqual([])
    })

    it('blocks the connection if it is revoked during use', async () => {
      const { node, connection, reaches } = await connected(kind, { apiKey: 'secret' }, { apiKey: 'secret' })
      node.apiKeys.revoke('secret')
      expect(await connection.calls.payInvoice(payOrder('lnbcrt1'))).toMatchObject({
        kind: 'failed',
        code: 'key-refused'
      })
      expect(await reaches('blocked')).toEqual({ phase: 'blocked', failure: { code: 'key-refused' } })
    })
  })

  describe('a call', () => {
    const asks = {
      GenerateInvoice: (c: NodeConnection) => c.calls.generateInvoice(sat(1n), ''),
      CheckInvoice: (c: NodeConnection) => c.calls.checkInvoice('lnbcrt1'),
      GetChannels: (c: NodeConnection) => c.calls.getSpendable(),
      ListPayments: (c: NodeConnection) => c.calls.listSettledPayments()
    }
    const names = Object.keys(asks) as (keyof typeof asks)[]

    it.each(names)('%s has a deadline', async (method) => {
      const short = { generateInvoice: 200, checkInvoice: 200, getSpendable: 200, listPayments: 200 }
      const { connection, node } = await connected(kind, {}, { deadlines: short })
      node.control.fault({ method, point: 'before', action: { kind: 'stall' } })
      expect(await asks[method](connection)).toEqual({ ok: false, error: { code: 'deadline' } })
    })

    it.each(names)('%s is lost when the connection breaks', async (method) => {
      const { connection, node } = await connected(kind)
      node.control.fault({ method, point: 'after', action: { kind: 'drop' } })
      expect(await asks[method](connection)).toMatchObject({ ok: false, error: { code: 'lost' } })
    })

    it.each(names)('%s reports an error of the node', async (method) => {
      const { connection, node } = await connected(kind)
      const { INTERNAL } = status
      node.control.fault({
        method,
        point: 'after',
        action: { kind: 'fail', status: { code: INTERNAL, text: 'x' } }
      })
      expect(await asks[method](connection)).toMatchObject({ ok: false, error: { code: 'refused-by-node' } })
    })

    it('reports a bad response if the invoice is missing in it', async () => {
      const { connection, node } = await connected(kind)
      const action = { kind: 'answer' as const, response: { invoice: '' } }
      node.control.fault({ method: 'GenerateInvoice', point: 'after', action })
      expect(await connection.calls.generateInvoice(sat(1n), '')).toEqual({
        ok: false,
        error: { code: 'bad-response' }
      })
    })
  })
})

describe.each(KINDS.filter(({ generation }) => generation === 1))('the client of $kind', (kind) => {
  it('reads neither a balance nor a list of payments', async () => {
    const { connection } = await connected(kind)
    expect(await connection.calls.getSpendable()).toMatchObject({
      ok: false,
      error: { code: 'unimplemented' }
    })
    expect(await connection.calls.listSettledPayments()).toMatchObject({
      ok: false,
      error: { code: 'unimplemented' }
    })
  })
})
