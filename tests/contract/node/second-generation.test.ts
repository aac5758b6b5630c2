import { describe, expect, it } from 'vitest'
import { msat } from '../../../src/shared/money'
import { status } from './bare-client'
import { connect, runNode, runNodeWithClient } from './support'

describe('the calls of generation 2', () => {
  it('report the spendable balance', async () => {
    const { client } = await runNodeWithClient({ generation: 2 })
    expect(await client.call('GetChannels')).toEqual({ amt: '2700000' })
  })

  it('list succeeded payments as text dumps, each after $_$', async () => {
    const { node, client } = await runNodeWithClient({ generation: 2 })
    const { invoice, paymentHash } = node.control.peerInvoice({
      from: 'Mira',
      amountMsat: msat(2_500_000n),
      memo: 'x'
    })
    const unpayable = node.control.peerInvoice({ from: 'Hackerspace Lab', amountMsat: msat(1000n) }).invoice
    const { preimage } = await client.call('PayInvoice', { invoice })
    await client.failure('PayInvoice', { invoice: unpayable })
    const { payments } = await client.call('ListPayments')
    expect(String(payments).split('$_$')).toHaveLength(2)
    expect(payments).toMatch(
      new RegExp(
        `^\\$_\\$payment_hash:"${paymentHash}" +value:2500 .*payment_preimage:"${String(preimage)}".*payment_request:"${invoice}" +status:SUCCEEDED`
      )
    )
  })

  it('list own invoices, paid ones as settled, with text escaped', async () => {
    const { node, client } = await runNodeWithClient({ generation: 2 })
    const { invoice } = await client.call('GenerateInvoice', { amount: '5', memo: 'say "hi"\n' })
    await client.call('GenerateInvoice', { amount: '6', memo: '' })
    node.control.payInvoice(String(invoice))
    const [, paid, open] = String((await client.call('ListInvoices')).invoices).split('$_$')
    expect(paid).toMatch(/^memo:"say \\"hi\\"\\n" /)
    expect(paid).toContain('state:SETTLED')
    expect(open).not.toContain('SETTLED')
    expect(open).toContain('value:6')
  })

  it('are unknown to a node of generation 1', async () => {
    const node = await runNode()
    const client = connect(node, { generation: 2 })
    for (const method of ['GetChannels', 'ListPayments', 'ListInvoices']) {
      expect((await client.failure(method)).code).toBe(status.UNIMPLEMENTED)
    }
  })
})

describe('API keys', () => {
  const key = '0c6f0f0e-8d0f-4f4b-9d3c-0e8f9b1f7a11'
  const request = { amount: '1', memo: '' }

  it('allow a call with the right key', async () => {
    const { client } = await runNodeWithClient({ generation: 2, apiKey: key })
    await expect(client.call('GenerateInvoice', request)).resolves.toHaveProperty('invoice')
  })

  it('fail a call with UNAUTHENTICATED if it has none, and with PERMISSION_DENIED if it has a wrong one', async () => {
    const node = await runNode({ generation: 2, apiKey: key })
    const missing = await connect(node).failure('GenerateInvoice', request)
    expect(missing).toEqual({ code: status.UNAUTHENTICATED, details: 'api key is not provided' })
    const wrong = await connect(node, { apiKey: 'wrong' }).failure('GenerateInvoice', request)
    expect(wrong).toEqual({ code: status.PERMISSION_DENIED, details: 'no permission to access this RPC' })
  })

  it('are not required to subscribe', async () => {
    const node = await runNode({ generation: 2, apiKey: key })
    connect(node).subscribe()
    await expect(node.control.subscribed()).resolves.toBeUndefined()
  })

  it('can be revoked while the node runs', async () => {
    const { node, client } = await runNodeWithClient({ generation: 2, apiKey: key })
    await client.call('GenerateInvoice', request)
    node.apiKeys.revoke(key)
    expect((await client.failure('GenerateInvoice', request)).code).toBe(status.PERMISSION_DENIED)
    node.apiKeys.add(key)
    await expect(client.call('GenerateInvoice', request)).resolves.toBeDefined()
  })
})

describe('SendMessage', () => {
  it('costs at least one satoshi per 900 bytes', async () => {
    const { node, client } = await runNodeWithClient()
    const pubkey = node.ledger.peer('Mira')?.pubkey
    const before = node.ledger.channels.spendableMsat()
    await expect(client.call('SendMessage', { msg: Buffer.from('hello'), pubkey })).resolves.toHaveProperty(
      'id'
    )
    expect(before - node.ledger.channels.spendableMsat()).toBe(1000n)
    expect(await client.failure('SendMessage', { msg: Buffer.alloc(901), pubkey, amount: '1' })).toEqual({
      code: status.UNKNOWN,
      details: 'Need more sats for this message, have: 1, want: 2'
    })
  })

  it('names the recipient by DID in generation 2', async () => {
    const { node, client } = await runNodeWithClient({ generation: 2 })
    const did = node.ledger.peer('Mira')?.did
    await expect(client.call('SendMessage', { msg: 'hello', did })).resolves.toHaveProperty('id')
  })

  it('can be probed without side effects, with an empty recipient', async () => {
    const { node, client } = await runNodeWithClient()
    const before = node.ledger.channels.spendableMsat()
    expect(await client.failure('SendMessage', {})).toEqual({
      code: status.UNKNOWN,
      details: 'unable to find a path to destination'
    })
    expect(node.ledger.channels.spendableMsat()).toBe(before)
  })
})
