import { status } from '@grpc/grpc-js'
import { describe, expect, it } from 'vitest'
import type { SettledInvoice } from '../../../src/main/node-client/api'
import type { PaymentHash } from '../../../src/shared/domain/ids'
import { decodeInvoice } from '../../../src/shared/bolt11'
import { msat, sat } from '../../../src/shared/money'
import { connected, EXTENDED_KINDS, addressOf } from '../../support/processes/node-variants'
import { demoNode } from '../../support/processes/demo-node'
import { connectTo } from '../../support/processes/node-client'
import { payOrder } from '../../support/fixtures/pay-order'

describe.each(EXTENDED_KINDS)('the client of $kind', (kind) => {
  it('detects the extension, and reads the key of the node before it subscribes', async () => {
    const { node, recorder } = await connected(kind)
    expect(recorder.capabilities).toMatchObject({ extension: true })
    expect(recorder.named).toMatchObject({ pubkey: node.pubkey, network: 'regtest', alias: 'Demo node' })
    expect(node.calls.all().map(({ method }) => method)).toEqual(['GetInfo', 'Subscribe'])
  })

  it('neither calls a node with another key than that of the records, nor receives from it', async () => {
    const node = await demoNode({ extension: true })
    const { recorder, reaches, connection } = connectTo(addressOf(node, kind), { start: false })
    recorder.accepts = false
    connection.start()
    expect(await reaches('blocked')).toMatchObject({ failure: { code: 'wrong-node' } })
    expect(node.messages.peakSubscribers).toBe(0)
    const { invoice } = node.control.peerInvoice({ from: 'Mira', amountMsat: msat(1_000n) })
    expect(await connection.calls.payInvoice(payOrder(invoice))).toEqual({ kind: 'not-sent' })
    expect(node.calls.all().map(({ method }) => method)).toEqual(['GetInfo'])
  })

  it('connects again later to a node that cannot report its key', async () => {
    const node = await demoNode({ extension: true })
    const action = { kind: 'fail', status: { code: status.UNAVAILABLE, text: 'wallet locked' } } as const
    node.control.fault({ method: 'GetInfo', point: 'before', action, times: 1 })
    const { recorder, reaches } = connectTo(addressOf(node, kind))
    await reaches('ready')
    expect(recorder.phases).toContain('backoff')
    expect(recorder.named).toMatchObject({ pubkey: node.pubkey })
  })

  it('reads the spendable and the receivable balance', async () => {
    const { node, connection } = await connected(kind)
    expect(await connection.calls.getInfo()).toMatchObject({
      ok: true,
      value: {
        spendableMsat: node.ledger.channels.spendableMsat(),
        receivableMsat: node.ledger.channels.receivableMsat()
      }
    })
  })

  it('tracks a payment through all its states', async () => {
    const { node, connection } = await connected(kind)
    const { invoice, paymentHash } = node.control.peerInvoice({ from: 'Mira', amountMsat: msat(1_000n) })
    const hash = paymentHash as PaymentHash
    expect(await connection.calls.trackPayment(hash)).toEqual({ ok: true, value: { state: 'unknown' } })
    node.control.holdPayments()
    const answer = connection.calls.payInvoice(payOrder(invoice))
    await node.control.called('PayInvoice')
    expect(await connection.calls.trackPayment(hash)).toMatchObject({
      ok: true,
      value: { state: 'in-flight' }
    })
    node.control.releasePayments()
    const paid = await answer
    if (paid.kind !== 'paid') throw new Error(paid.kind)
    expect(await connection.calls.trackPayment(hash)).toEqual({
      ok: true,
      value: {
        ...{ state: 'succeeded', preimage: paid.preimage, feeMsat: paid.feeMsat, amountMsat: 1_000n },
        succeededAt: expect.any(Number)
      }
    })
    const lost = node.control.peerInvoice({ from: 'Hackerspace Lab', amountMsat: msat(1_000n) })
    await connection.calls.payInvoice(payOrder(lost.invoice))
    expect(await connection.calls.trackPayment(lost.paymentHash as PaymentHash)).toEqual({
      ok: true,
      value: { state: 'failed', text: 'Failed payment' }
    })
  })

  it('asks for the fee of a message by the key of its recipient', async () => {
    const { node, connection } = await connected(kind)
    const [peer] = node.ledger.peers
    const estimate = (to: string) => connection.calls.estimateMessageFee({ to, amountMsat: msat(1_000n) })
    expect(await estimate(peer?.pubkey ?? '')).toEqual({ ok: true, value: 0n })
    expect(await estimate(node.pubkey)).toMatchObject({ error: { code: 'refused-by-node' } })
  })

  it('learns how many parts of a message have arrived, and what they cost', async () => {
    const { node, connection, recorder } = await connected(kind, { messageFeeMsat: msat(1_050n) })
    expect(recorder.capabilities?.limitsMessageFees).toBe(true)
    const [peer] = node.ledger.peers
    const message = { to: peer?.pubkey ?? '', data: Buffer.alloc(2_000, 'x'), replyToId: '', draft: 'out:1' }
    node.control.holdParts()
    const answer = connection.calls.sendMessage({ ...message, amountSat: sat(3n) })
    const waits = () => node.changes.until('a part waits', () => node.partGate.held === 1)
    await waits()
    const feesMsat = [msat(1_050n), msat(1_050n), msat(1_050n)]
    for (const arrived of [0, 1]) {
      expect(await connection.calls.trackMessage('out:1')).toEqual({
        ok: true,
        value: { parts: 3, arrived, feesMsat: feesMsat.slice(0, arrived) }
      })
      node.control.releaseParts(1)
      await waits()
    }
    node.control.releaseParts(0)
    expect(await answer).toMatchObject({ kind: 'sent', feeMsat: 3_150n })
    expect(await connection.calls.trackMessage('out:1')).toEqual({
      ok: true,
      value: { parts: 3, arrived: 3, feesMsat }
    })
    expect(await connection.calls.trackMessage('out:2')).toEqual({ ok: true, value: undefined })
  })

  it('pays an invoice that names no amount', async () => {
    const { node, connection } = await connected(kind)
    const { invoice, paymentHash } = node.control.peerInvoice({ from: 'Mira' })
    expect(await connection.calls.payInvoice(payOrder(invoice, { amountMsat: msat(7_000n) }))).toMatchObject({
      kind: 'paid'
    })
    expect(node.ledger.payments.byHash(paymentHash)).toMatchObject({ amountMsat: 7_000n, executions: 1 })
  })

  it('learns at once of a paid invoice, and of those paid meanwhile when it watches again', async () => {
    const { node, connection, recorder } = await connected(kind)
    const make = async () => {
      const made = await connection.calls.generateInvoice(sat(5n), '')
      if (!made.ok) throw new Error(made.error.code)
      const decoded = decodeInvoice(made.value)
      if (!decoded.ok) throw new Error(decoded.error.code)
      return { invoice: made.value, paymentHash: decoded.value.paymentHash }
    }
    const watch = (since: bigint) => {
      const paid: SettledInvoice[] = []
      let wake = (): void => undefined
      const ended = new Promise<void>((resolve) => {
        connection.calls.watchInvoices(since, {
          paid: (invoice) => {
            paid.push(invoice)
            wake()
          },
          ended: resolve
        })
      })
      const heard = async (count: number) => {
        while (paid.length < count) await new Promise<void>((resolve) => (wake = resolve))
        return paid
      }
      return { heard, ended }
    }
    const first = await make()
    const second = await make()
    const third = await make()
    node.control.payInvoice(first.invoice)
    const live = watch(1n)
    node.control.payInvoice(second.invoice)
    const [heard] = await live.heard(1)
    expect(heard).toMatchObject({ paymentHash: second.paymentHash, settleIndex: 2n })
    node.dropConnections()
    await live.ended
    node.control.payInvoice(third.invoice)
    const opened = () => recorder.streams.filter((event) => event === 'opened').length === 2
    await recorder.until('it is connected again', opened)
    const [missed] = await watch(2n).heard(1)
    expect(missed).toMatchObject({ paymentHash: third.paymentHash, settleIndex: 3n })
  })
})

describe('a node without the extension', () => {
  it('is recognised by its probe', async () => {
    const { recorder, connection } = await connected({ kind: '', generation: 1, http: false })
    expect(recorder.capabilities?.extension).toBe(false)
    expect(recorder.named).toBeUndefined()
    expect(
      connection.calls.watchInvoices(0n, { paid: () => undefined, ended: () => undefined })
    ).toBeUndefined()
  })

  it('is never asked to pay an invoice without an amount', async () => {
    const { node, connection } = await connected({ kind: '', generation: 1, http: false })
    const { invoice } = node.control.peerInvoice({ from: 'Mira' })
    const answer = await connection.calls.payInvoice(payOrder(invoice, { amountMsat: msat(7_000n) }))
    expect(answer).toEqual({ kind: 'not-sent' })
    expect(node.calls.of('PayInvoice')).toHaveLength(0)
  })
})
