import { describe, expect, it } from 'vitest'
import { sat } from '../../../../../src/shared/money'
import type { NodeFailureCode } from '../../../../../src/main/node-client/api'
import { settle } from '../../../../support/fakes/fake-clock'
import { makeInvoice, pubkeyOf, type InvoiceTerms } from '../../../../support/fixtures/make-invoice'
import { openWallet, type OpenWallet } from '../../../../support/fakes/open-wallet'

const ASKED = { amountSat: sat(2_500n), memo: 'Two zines, by post' }

function answeringWith(...terms: readonly InvoiceTerms[]): OpenWallet {
  const wallet = openWallet()
  wallet.node.becomeReady()
  const left = terms.map((term) => makeInvoice({ payee: 'our node', ...term }).text)
  wallet.node.generate = () => ({ ok: true, value: left.shift() ?? 'no more invoices' })
  return wallet
}

describe('creating an invoice', () => {
  it('returns it only if it matches the request, byte for byte as the node issued it, and stored', async () => {
    const wallet = answeringWith({})
    const { text, paymentHash } = makeInvoice({ payee: 'our node' })
    expect(await wallet.session.receive.create(ASKED)).toMatchObject({
      ok: true,
      value: {
        invoice: text,
        amountMsat: 2_500_000n,
        state: 'open',
        expiresAt: 3_600_000,
        network: 'regtest'
      }
    })
    expect(wallet.session.receive.get({ paymentHash })).toMatchObject({ value: { invoice: text } })
    expect(wallet.node.generated).toEqual([ASKED])
    expect(wallet.told.changes.at(-1)?.invoices.map((invoice) => invoice.paymentHash)).toEqual([paymentHash])
  })

  it('does not call the node with an order that it refuses: no amount, or a memo of more than 639 bytes', async () => {
    const wallet = answeringWith({})
    expect(await wallet.session.receive.create({ amountSat: sat(0n), memo: '' })).toMatchObject({
      error: { code: 'bad-amount' }
    })
    expect(await wallet.session.receive.create({ amountSat: sat(1n), memo: 'é'.repeat(320) })).toMatchObject({
      error: { code: 'memo-too-long' }
    })
    expect(wallet.node.generated).toEqual([])
  })

  it('requests a memo that UTF-8 can represent', async () => {
    const wallet = answeringWith({ description: 'a\ufffdb' })
    expect(await wallet.session.receive.create({ amountSat: sat(2_500n), memo: 'a\ud800b' })).toMatchObject({
      ok: true,
      value: { memo: 'a\ufffdb' }
    })
    expect(wallet.node.generated[0]?.memo).toBe('a\ufffdb')
  })

  it('does not call the node while disconnected', async () => {
    const wallet = openWallet()
    expect(await wallet.session.receive.create(ASKED)).toMatchObject({ error: { code: 'not-connected' } })
    expect(wallet.node.generated).toEqual([])
  })

  it.each<[string, InvoiceTerms]>([
    ['another amount', { amountMsat: 2_500_001n }],
    ['no amount', { amountMsat: undefined }],
    ['another memo', { description: 'Two zines, by Post' }],
    ['only the hash of a description', { descriptionHash: '00'.repeat(32) }]
  ])('shows no invoice with %s', async (_, terms) => {
    const wallet = answeringWith(terms)
    expect(await wallet.session.receive.create(ASKED)).toMatchObject({ error: { code: 'invoice-mismatch' } })
    expect(wallet.session.receive.recent({ limit: 10 })).toEqual({ ok: true, value: [] })
  })

  it('shows no answer that is not an invoice, and no invoice twice', async () => {
    const wallet = answeringWith({}, {})
    expect((await wallet.session.receive.create(ASKED)).ok).toBe(true)
    expect(await wallet.session.receive.create(ASKED)).toMatchObject({ error: { code: 'invoice-mismatch' } })
    expect(await wallet.session.receive.create(ASKED)).toMatchObject({ error: { code: 'invoice-mismatch' } })
  })

  it.each<[NodeFailureCode, string]>([
    ['not-connected', 'not-connected'],
    ['deadline', 'node-silent'],
    ['lost', 'node-silent'],
    ['refused-by-node', 'node-refused'],
    ['bad-response', 'invoice-mismatch']
  ])('maps %s of the client to %s', async (code, expected) => {
    const wallet = openWallet()
    wallet.node.becomeReady()
    wallet.node.generate = () => ({ ok: false, error: { code } })
    expect(await wallet.session.receive.create(ASKED)).toMatchObject({ error: { code: expected } })
  })
})

describe('the identity of the node', () => {
  it('is stored from its first invoice', async () => {
    const wallet = answeringWith({})
    expect(wallet.session.state.identity).toBeUndefined()
    await wallet.session.receive.create(ASKED)
    const identity = { pubkey: pubkeyOf('our node'), network: 'regtest' }
    expect(wallet.told.states.at(-1)?.identity).toEqual(identity)
    expect(openWallet({ dbFile: wallet.dbFile }).session.state.identity).toEqual(identity)
  })

  it.each<[string, InvoiceTerms]>([
    ['key', { payee: 'another node', salt: 2 }],
    ['network', { network: 'signet', salt: 2 }]
  ])('stops everything when a later invoice has another %s', async (_, terms) => {
    const wallet = answeringWith({}, terms, {})
    await wallet.session.receive.create(ASKED)
    expect(await wallet.session.receive.create(ASKED)).toMatchObject({ error: { code: 'wrong-node' } })
    expect(wallet.node.closed).toBe(true)
    expect(wallet.session.state.connection).toEqual({ phase: 'blocked', failure: { code: 'wrong-node' } })
    const { text } = makeInvoice()
    expect(
      wallet.session.pay.send({
        invoice: text,
        expectedAmountMsat: 2_500_000n as never,
        confirmed: true,
        retryUnknown: false,
        messageId: undefined
      })
    ).toMatchObject({ error: { code: 'not-connected' } })
    expect(wallet.session.receive.recent({ limit: 10 })).toMatchObject({ value: [{}] })
  })

  it('is checked again over a new connection when the person retries', async () => {
    const wallet = answeringWith({}, { payee: 'another node', salt: 2 })
    await wallet.session.receive.create(ASKED)
    await wallet.session.receive.create(ASKED)
    const [first] = wallet.nodes
    wallet.session.retryNow()
    wallet.session.retryNow()
    // The first connection may still deliver messages until it is closed.
    expect(wallet.nodes).toHaveLength(1)
    await settle()
    expect(first?.closed).toBe(true)
    expect(wallet.nodes).toHaveLength(2)
    expect(wallet.session.state.connection.phase).toBe('connecting')
    const second = wallet.nodes[1]
    second?.becomeReady()
    if (second)
      second.generate = () => ({ ok: true, value: makeInvoice({ payee: 'our node', salt: 3 }).text })
    expect((await wallet.session.receive.create(ASKED)).ok).toBe(true)
  })
})
