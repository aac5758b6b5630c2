import { describe, expect, it } from 'vitest'
import type { DemoNode } from '../../../src/node/backends/demo'
import { msat } from '../../../src/shared/money'
import { status } from './bare-client'
import { connect, runNode, runNodeWithClient } from './support'

function payable(node: DemoNode): { invoice: string; paymentHash: string } {
  return node.control.peerInvoice({ from: 'Mira', amountMsat: msat(1000n) })
}

describe('faults', () => {
  it('fail a call instead of executing it, as often as set', async () => {
    const { node, client } = await runNodeWithClient()
    const { invoice, paymentHash } = payable(node)
    node.control.fault({
      method: 'PayInvoice',
      point: 'before',
      action: { kind: 'fail', status: { code: status.UNAVAILABLE, text: 'going down' } },
      times: 1
    })
    const failure = await client.failure('PayInvoice', { invoice })
    expect(failure).toEqual({ code: status.UNAVAILABLE, details: 'going down' })
    expect(node.ledger.payments.byHash(paymentHash)).toBe(undefined)
    await expect(client.call('PayInvoice', { invoice })).resolves.toHaveProperty('preimage')
  })

  it('fail a call that was executed', async () => {
    const { node, client } = await runNodeWithClient()
    const { invoice, paymentHash } = payable(node)
    node.control.fault({
      method: '*',
      point: 'after',
      action: { kind: 'fail', status: { code: status.INTERNAL, text: 'oops' } }
    })
    expect((await client.failure('PayInvoice', { invoice })).code).toBe(status.INTERNAL)
    expect(node.ledger.payments.byHash(paymentHash)?.state).toBe('succeeded')
  })

  it('delay a call', async () => {
    const { node, client } = await runNodeWithClient()
    node.control.fault({ method: 'CheckInvoice', point: 'before', action: { kind: 'delay', ms: 60 } })
    const begin = performance.now()
    await client.failure('CheckInvoice', { invoice: '' })
    expect(performance.now() - begin).toBeGreaterThan(55)
  })

  it('stall a call until it is resumed, and then it continues', async () => {
    const { node, client } = await runNodeWithClient()
    const { invoice, paymentHash } = payable(node)
    node.control.fault({ method: 'PayInvoice', point: 'before', action: { kind: 'stall' }, times: 1 })
    const failure = await client.failure('PayInvoice', { invoice }, { deadline: Date.now() + 2_000 })
    expect(failure.code).toBe(status.DEADLINE_EXCEEDED)
    expect(node.ledger.payments.byHash(paymentHash)).toBe(undefined)
    node.control.resume('PayInvoice')
    await node.changes.until(
      'the payment succeeded although nobody waits for it',
      () => node.ledger.payments.byHash(paymentHash)?.state === 'succeeded'
    )
  })

  it('drop the connection after the payment, before the response', async () => {
    const { node, client } = await runNodeWithClient()
    const { invoice, paymentHash } = payable(node)
    node.control.fault({ method: 'PayInvoice', point: 'after', action: { kind: 'drop' }, times: 1 })
    expect((await client.failure('PayInvoice', { invoice })).code).toBe(status.UNAVAILABLE)
    expect(node.ledger.payments.byHash(paymentHash)).toMatchObject({ state: 'succeeded', executions: 1 })
    expect(await client.failure('PayInvoice', { invoice })).toMatchObject({
      details: 'invoice is already paid'
    })
  })

  it('drop only the connection of the call', async () => {
    const node = await runNode()
    const bystander = connect(node).subscribe()
    await node.control.subscribed()
    node.control.fault({ method: 'CheckInvoice', point: 'before', action: { kind: 'drop' }, times: 1 })
    await connect(node).failure('CheckInvoice', { invoice: '' })
    node.control.sendMessage({ from: 'Mira', data: 'still here' })
    await bystander.received(1)
  })

  it('replace the response', async () => {
    const { node, client } = await runNodeWithClient()
    const { invoice } = payable(node)
    const preimage = '00'.repeat(32)
    node.control.fault({
      method: 'PayInvoice',
      point: 'after',
      action: { kind: 'answer', response: { preimage } }
    })
    expect(await client.call('PayInvoice', { invoice })).toEqual({ preimage })
  })

  it('keep a stream from opening', async () => {
    const { node, client } = await runNodeWithClient()
    node.control.fault({
      method: 'Subscribe',
      point: 'before',
      action: { kind: 'fail', status: { code: status.UNAVAILABLE, text: '' } },
      times: 1
    })
    expect(await client.subscribe().ended).toBe(status.UNAVAILABLE)
    client.subscribe()
    await node.control.subscribed()
  })

  it('are forgotten when they are cleared', async () => {
    const { node, client } = await runNodeWithClient()
    node.control.fault({ method: '*', point: 'before', action: { kind: 'stall' } })
    const waiting = client.failure('CheckInvoice', { invoice: '' })
    await node.changes.until('the call stalls', () => node.faults.stalled === 1)
    node.control.clearFaults()
    expect(await waiting).toMatchObject({ details: 'No invoice found' })
    await client.failure('CheckInvoice', { invoice: '' })
  })
})

describe('a node that is killed', () => {
  it('breaks its streams, and restarts on the same port with the same ledger', async () => {
    const { node, client } = await runNodeWithClient()
    const { address } = node
    const { invoice } = await client.call('GenerateInvoice', { amount: '1', memo: '' })
    const stream = client.subscribe()
    await node.control.subscribed()
    await node.kill()
    expect(await stream.ended).toBe(status.UNAVAILABLE)
    expect(node.messages.subscribers).toBe(0)
    expect((await client.failure('CheckInvoice', { invoice })).code).toBe(status.UNAVAILABLE)
    await node.restart()
    expect(node.address).toBe(address)
    expect(await connect(node).call('CheckInvoice', { invoice })).toEqual({ paid: false })
  })

  it('forgets calls that had not reached the ledger, but not payments in flight', async () => {
    const { node, client } = await runNodeWithClient()
    const early = payable(node)
    const late = payable(node)
    node.control.holdPayments()
    const inFlight = client.failure('PayInvoice', { invoice: late.invoice })
    await node.changes.until('it is in flight', () => node.ledger.payments.all().length === 1)
    node.control.fault({ method: 'PayInvoice', point: 'before', action: { kind: 'stall' } })
    const stalled = client.failure('PayInvoice', { invoice: early.invoice })
    await node.changes.until('it stalls', () => node.faults.stalled === 1)
    await node.restart()
    expect((await inFlight).code).toBe(status.UNAVAILABLE)
    expect((await stalled).code).toBe(status.UNAVAILABLE)
    node.control.releasePayments()
    await node.changes.until(
      'the payment in flight arrived',
      () => node.ledger.payments.byHash(late.paymentHash)?.state === 'succeeded'
    )
    expect(node.ledger.payments.byHash(early.paymentHash)).toBe(undefined)
  })

  it('can drop its connections and keep running', async () => {
    const { node, client } = await runNodeWithClient()
    const stream = client.subscribe()
    await node.control.subscribed()
    node.dropConnections()
    expect(await stream.ended).toBe(status.UNAVAILABLE)
    connect(node).subscribe()
    await node.control.subscribed()
  })
})
