import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { describe, expect, it } from 'vitest'
import { decodeInvoice } from '../../../src/shared/bolt11'
import { msat } from '../../../src/shared/money'
import { status } from './bare-client'
import { runNode, runNodeWithClient } from './support'

describe('GenerateInvoice', () => {
  it('answers with a signed regtest invoice of this node for the amount and the memo', async () => {
    const { node, client } = await runNodeWithClient()
    const { invoice } = await client.call('GenerateInvoice', { amount: '2500', memo: 'ein Kaffee ☕' })
    expect(decodeInvoice(String(invoice))).toMatchObject({
      ok: true,
      value: {
        network: 'regtest',
        amountMsat: 2_500_000n,
        description: 'ein Kaffee ☕',
        payee: node.pubkey,
        expirySeconds: 3_600
      }
    })
  })

  it('makes an invoice without an amount for zero', async () => {
    const { client } = await runNodeWithClient()
    const { invoice } = await client.call('GenerateInvoice', { amount: '0', memo: '' })
    const decoded = decodeInvoice(String(invoice))
    expect(decoded.ok && decoded.value.amountMsat).toBe(undefined)
  })

  it.each([
    ['a negative amount', { amount: '-1', memo: '' }, 'amount cannot be negative'],
    [
      'a memo of 640 bytes',
      { amount: '1', memo: 'ü'.repeat(320) },
      'memo too large: 640 bytes (maxsize=639)'
    ],
    [
      'more than all bitcoin',
      { amount: '9223372036854775807', memo: '' },
      'payment of 9223372036854775807000 mSAT is too large, max payment allowed is 2100000000000000000 mSAT'
    ]
  ])('refuses %s with UNKNOWN and a text', async (_name, request, text) => {
    const { client } = await runNodeWithClient()
    expect(await client.failure('GenerateInvoice', request)).toEqual({ code: status.UNKNOWN, details: text })
  })

  it('accepts a memo of exactly 639 bytes', async () => {
    const { client } = await runNodeWithClient()
    await expect(
      client.call('GenerateInvoice', { amount: '1', memo: 'm'.repeat(639) })
    ).resolves.toBeDefined()
  })
})

describe('CheckInvoice', () => {
  it('reports that a peer has paid', async () => {
    const { node, client } = await runNodeWithClient()
    const { invoice } = await client.call('GenerateInvoice', { amount: '2500', memo: '' })
    expect(await client.call('CheckInvoice', { invoice })).toEqual({ paid: false })
    expect(node.control.payInvoice(String(invoice), 'Jonas')).toMatchObject({ ok: true })
    expect(await client.call('CheckInvoice', { invoice })).toEqual({ paid: true })
  })

  it('compares exact strings, and knows only its own invoices', async () => {
    const { node, client } = await runNodeWithClient()
    const { invoice } = await client.call('GenerateInvoice', { amount: '1', memo: '' })
    const notFound = { code: status.UNKNOWN, details: 'No invoice found' }
    expect(await client.failure('CheckInvoice', { invoice: String(invoice).toUpperCase() })).toEqual(notFound)
    const foreign = node.control.peerInvoice({ from: 'Mira', amountMsat: msat(1000n) }).invoice
    expect(await client.failure('CheckInvoice', { invoice: foreign })).toEqual(notFound)
  })
})

describe('PayInvoice', () => {
  it('pays a peer, answers with the true preimage and moves the balance', async () => {
    const { node, client } = await runNodeWithClient()
    const { invoice, paymentHash } = node.control.peerInvoice({
      from: 'Ostkurier',
      amountMsat: msat(2_500_000n)
    })
    const before = node.ledger.channels.spendableMsat()
    const { preimage } = await client.call('PayInvoice', { invoice })
    expect(bytesToHex(sha256(hexToBytes(String(preimage))))).toBe(paymentHash)
    expect(before - node.ledger.channels.spendableMsat()).toBe(2_500_000n)
    expect(node.ledger.payments.byHash(paymentHash)).toMatchObject({ state: 'succeeded', executions: 1 })
  })

  it('records every request with the time of its arrival', async () => {
    const { node, client } = await runNodeWithClient()
    const earliest = performance.timeOrigin + performance.now()
    await client.failure('PayInvoice', { invoice: 'nonsense' })
    expect(node.calls.of('PayInvoice')).toMatchObject([
      { transport: 'grpc', request: { invoice: 'nonsense' } }
    ])
    expect(node.calls.of('PayInvoice')[0]?.atMs).toBeGreaterThanOrEqual(earliest)
  })

  it('refuses to pay a second time', async () => {
    const { node, client } = await runNodeWithClient()
    const { invoice, paymentHash } = node.control.peerInvoice({ from: 'Mira', amountMsat: msat(1000n) })
    await client.call('PayInvoice', { invoice })
    const again = await client.failure('PayInvoice', { invoice })
    expect(again).toEqual({ code: status.UNKNOWN, details: 'invoice is already paid' })
    expect(node.ledger.payments.byHash(paymentHash)?.executions).toBe(1)
  })

  it('refuses while the first payment is in flight', async () => {
    const { node, client } = await runNodeWithClient()
    const { invoice } = node.control.peerInvoice({ from: 'Mira', amountMsat: msat(1000n) })
    node.control.holdPayments()
    const first = client.call('PayInvoice', { invoice })
    await node.control.called('PayInvoice')
    const second = await client.failure('PayInvoice', { invoice })
    expect(second).toEqual({ code: status.UNKNOWN, details: 'payment is in transition' })
    node.control.releasePayments()
    await expect(first).resolves.toHaveProperty('preimage')
  })

  it('really pays on a second try when the first one failed', async () => {
    const { node, client } = await runNodeWithClient()
    const { invoice, paymentHash } = node.control.peerInvoice({ from: 'Mira', amountMsat: msat(1000n) })
    node.control.holdPayments()
    const first = client.failure('PayInvoice', { invoice })
    await node.changes.until('the payment is in flight', () => node.ledger.payments.all().length === 1)
    node.control.releasePayments('fail')
    expect(await first).toEqual({ code: status.UNKNOWN, details: 'Failed payment' })
    await client.call('PayInvoice', { invoice })
    expect(node.ledger.payments.byHash(paymentHash)).toMatchObject({ attempts: 2, executions: 1 })
  })

  it.each([
    ['without a way there', { from: 'Hackerspace Lab', amountMsat: msat(1000n) }, 'Failed payment'],
    ['beyond the balance', { from: 'Mira', amountMsat: msat(900_000_001n) }, 'Failed payment'],
    [
      'that expired',
      { from: 'Mira', amountMsat: msat(1000n), ageSeconds: 61, expirySeconds: 60 },
      /^invoice expired\. Valid until \d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+0000 UTC$/
    ],
    ['without an amount', { from: 'Mira' }, 'amount must be specified when paying a zero amount invoice'],
    [
      'of another network',
      { from: 'Mira', amountMsat: msat(1000n), network: 'mainnet' as const },
      "invoice not for current active network 'regtest'"
    ]
  ])('fails with UNKNOWN and its text for an invoice %s, and no money leaves', async (_name, terms, text) => {
    const { node, client } = await runNodeWithClient()
    const before = node.ledger.channels.spendableMsat()
    const { invoice } = node.control.peerInvoice(terms)
    const failure = await client.failure('PayInvoice', { invoice })
    expect(failure).toEqual({
      code: status.UNKNOWN,
      details: typeof text === 'string' ? text : expect.stringMatching(text)
    })
    expect(node.ledger.channels.spendableMsat()).toBe(before)
  })

  it('refuses an invoice of its own node', async () => {
    const { client } = await runNodeWithClient()
    const { invoice } = await client.call('GenerateInvoice', { amount: '1', memo: '' })
    const failure = await client.failure('PayInvoice', { invoice })
    expect(failure).toEqual({ code: status.UNKNOWN, details: 'self-payments not allowed' })
  })

  it('fails for an invoice of an unknown payee', async () => {
    const { client } = await runNodeWithClient()
    const elsewhere = await runNode({ seed: 'another node' })
    const { invoice } = elsewhere.control.peerInvoice({ from: 'Mira', amountMsat: msat(1000n) })
    expect(await client.failure('PayInvoice', { invoice })).toMatchObject({ details: 'Failed payment' })
  })
})
