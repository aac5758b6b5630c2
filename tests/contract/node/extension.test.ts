import { describe, expect, it } from 'vitest'
import { sat, satToMsat } from '../../../src/shared/money'
import { connect, runNode } from './support'

const AMOUNT = satToMsat(sat(2_500n))

async function extendedNode() {
  const node = await runNode({ extension: true })
  return { node, client: connect(node, { extension: true }) }
}

describe('the extension', () => {
  it('says who the node is and on which network', async () => {
    const { node, client } = await extendedNode()
    expect(await client.call('Node/GetInfo')).toMatchObject({
      pubkey: node.pubkey,
      network: 'regtest',
      software: 'demo',
      synced_to_chain: true,
      spendable_msat: node.ledger.channels.spendableMsat().toString()
    })
  })

  it('tells what became of a payment, with its proof, without paying', async () => {
    const { node, client } = await extendedNode()
    const { invoice, paymentHash } = node.control.peerInvoice({ from: 'Mira', amountMsat: AMOUNT })
    expect(await client.call('Node/TrackPayment', { payment_hash: paymentHash })).toMatchObject({
      state: 'unknown'
    })
    const { preimage } = await client.call('PayInvoice', { invoice })
    expect(await client.call('Node/TrackPayment', { payment_hash: paymentHash })).toMatchObject({
      state: 'succeeded',
      preimage,
      amount_msat: '2500000',
      fee_msat: '0'
    })
    expect(node.ledger.payments.byHash(paymentHash)?.executions).toBe(1)
  })

  it('answers a second payment with the proof of the first, also while it is under way', async () => {
    const { node, client } = await extendedNode()
    const { invoice, paymentHash } = node.control.peerInvoice({ from: 'Mira', amountMsat: AMOUNT })
    node.control.holdPayments()
    const first = client.call('PayInvoice', { invoice })
    await node.control.called('PayInvoice', 1)
    const second = client.call('PayInvoice', { invoice })
    await node.control.called('PayInvoice', 2)
    node.control.releasePayments()
    const { preimage } = await first
    expect(await second).toEqual({ preimage })
    expect(await client.call('PayInvoice', { invoice })).toEqual({ preimage })
    expect(node.ledger.payments.byHash(paymentHash)).toMatchObject({ attempts: 1, executions: 1 })
  })

  it('names the fee of a payment in the trailing metadata', async () => {
    const { node, client } = await extendedNode()
    const { invoice } = node.control.peerInvoice({ from: 'Mira', amountMsat: AMOUNT })
    expect((await client.trailers('PayInvoice', { invoice })).get('imp-fee-msat')).toEqual(['0'])
  })

  it('pays an invoice that names no amount', async () => {
    const { node, client } = await extendedNode()
    const { invoice, paymentHash } = node.control.peerInvoice({ from: 'Mira' })
    await client.call('Node/PayInvoice', { invoice, amount_msat: '7000', fee_limit_msat: '0' })
    expect(node.ledger.payments.byHash(paymentHash)).toMatchObject({ amountMsat: 7_000n, executions: 1 })
  })

  it('refuses an amount for an invoice that names one', async () => {
    const { node, client } = await extendedNode()
    const { invoice, paymentHash } = node.control.peerInvoice({ from: 'Mira', amountMsat: AMOUNT })
    expect(await client.failure('Node/PayInvoice', { invoice, amount_msat: '7000' })).toMatchObject({
      details: 'amount must not be specified when paying a non-zero amount invoice'
    })
    expect(node.ledger.payments.byHash(paymentHash)).toBe(undefined)
  })

  it('tells at once which invoice was paid, and later what was paid since', async () => {
    const { node, client } = await extendedNode()
    const live = client.stream('Node/WatchInvoices', { since: '0' })
    const made = await client.call('GenerateInvoice', { amount: '5', memo: 'first' })
    await client.call('Node/GetInfo')
    node.control.payInvoice(String(made['invoice']))
    const [first] = await live.received(1)
    expect(first).toMatchObject({ invoice: made['invoice'], amount_msat: '5000', settle_index: '1' })
    const next = await client.call('GenerateInvoice', { amount: '6', memo: 'second' })
    node.control.payInvoice(String(next['invoice']))
    expect(await client.stream('Node/WatchInvoices', { since: '1' }).received(1)).toMatchObject([
      { invoice: next['invoice'], settle_index: '2' }
    ])
  })

  it('replays what came after the last message that the client has stored, then goes on live', async () => {
    const { node, client } = await extendedNode()
    const ids = ['one', 'two', 'three'].map((data) => node.control.sendMessage({ from: 'Mira', data }).id)
    const stream = client.subscribe(ids[0])
    const replayed = await stream.received(2)
    expect(replayed.map(({ id }) => id)).toEqual(ids.slice(1))
    expect(stream.headers?.get('imp-replay')).toEqual(['true'])
    const { id } = node.control.sendMessage({ from: 'Mira', data: 'four' })
    expect((await stream.received(3)).at(-1)).toMatchObject({ id })
  })

  it('replays nothing for a client that does not ask for it', async () => {
    const { node, client } = await extendedNode()
    node.control.sendMessage({ from: 'Mira', data: 'missed' })
    const stream = client.subscribe()
    await node.control.subscribed()
    const { id } = node.control.sendMessage({ from: 'Mira', data: 'live' })
    expect((await stream.received(1)).map((message) => message['id'])).toEqual([id])
  })

  it('gives bytes that are not text over HTTP in a field of their own', async () => {
    const { node } = await extendedNode()
    node.control.sendMessage({ from: 'Mira', data: Uint8Array.of(0xff, 0x00) })
    node.control.sendMessage({ from: 'Mira', data: 'text' })
    const response = await fetch(`http://${node.httpAddress}/v1/subscribe`, {
      headers: { 'Grpc-Metadata-imp-resume-after': '' }
    })
    expect(response.headers.get('grpc-metadata-imp-replay')).toBe('true')
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (text.split('\n').length < 3) text += (await reader?.read())?.value ?? ''
    await reader?.cancel()
    const [bytes, plain] = text.split('\n').slice(0, 2)
    expect(JSON.parse(bytes ?? '')).toMatchObject({ result: { data: '', rawData: '/wA=' } })
    expect(JSON.parse(plain ?? '')).toMatchObject({ result: { data: 'text', rawData: '' } })
  })

  it('is not served by the nodes of the field', async () => {
    const node = await runNode()
    expect(await connect(node, { extension: true }).failure('Node/GetInfo')).toMatchObject({ code: 12 })
  })
})
