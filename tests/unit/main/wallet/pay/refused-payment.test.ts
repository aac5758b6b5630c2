import { describe, expect, it } from 'vitest'
import { msat, sat } from '../../../../../src/shared/money'
import { makeInvoice } from '../../../../support/fixtures/make-invoice'
import { openWallet } from '../../../../support/fakes/open-wallet'
import { ready, send, payAndAnswer } from './pay-setup'

describe('a payment that is refused before anything reaches the node', () => {
  it('has no valid invoice, another amount than was shown, or an invoice without amount', () => {
    const wallet = ready()
    const invoice = makeInvoice()
    expect(send(wallet, { ...invoice, text: 'lnbcrt1nothing' })).toMatchObject({
      error: { code: 'not-an-invoice' }
    })
    expect(send(wallet, invoice, { expectedAmountMsat: msat(1n) })).toMatchObject({
      error: { code: 'amount-changed' }
    })
    const open = makeInvoice({ amountMsat: undefined })
    expect(send(wallet, open, { expectedAmountMsat: msat(0n) })).toMatchObject({
      error: { code: 'no-amount' }
    })
    expect(wallet.node.pays).toHaveLength(0)
  })

  it('has an invoice that expired while it was shown', async () => {
    const wallet = ready()
    const invoice = makeInvoice({ expirySeconds: 60 })
    expect(wallet.session.pay.inspect({ text: invoice.text, messageId: undefined })).toMatchObject({
      value: { cards: [{ verdict: { kind: 'one-click' } }] }
    })
    await wallet.clock.advance(60_000)
    expect(send(wallet, invoice)).toMatchObject({ error: { code: 'expired' } })
  })

  it('is made while disconnected', () => {
    const wallet = openWallet()
    expect(send(wallet, makeInvoice())).toMatchObject({ error: { code: 'not-connected' } })
    wallet.node.becomeReady()
    expect(send(wallet, makeInvoice()).ok).toBe(true)
  })

  it('needs a confirmation above the click limit, and a confirmed one does not count toward the day limit', async () => {
    const wallet = ready()
    wallet.limits.clickLimitSat = sat(2_499n)
    expect(send(wallet, makeInvoice())).toMatchObject({ error: { code: 'needs-confirmation' } })
    expect(send(wallet, makeInvoice(), { confirmed: true }).ok).toBe(true)
    expect(wallet.session.state.oneClickSpentSat).toBe(0n)
  })

  it('needs a confirmation if the clicks of 24 hours exceed the day limit', async () => {
    const wallet = ready()
    wallet.limits.dayLimitSat = sat(5_000n)
    expect(send(wallet, makeInvoice({ salt: 1 })).ok).toBe(true)
    expect(send(wallet, makeInvoice({ salt: 2 })).ok).toBe(true)
    expect(wallet.session.state.oneClickSpentSat).toBe(5_000n)
    const third = makeInvoice({ salt: 3, expirySeconds: 200_000 })
    expect(send(wallet, third)).toMatchObject({ error: { code: 'needs-confirmation' } })
    await wallet.clock.advance(24 * 3_600_000)
    expect(send(wallet, third).ok).toBe(true)
  })

  it('does not count toward the day limit after it failed', async () => {
    const wallet = ready()
    await payAndAnswer({ kind: 'failed', code: 'no-route', text: '' }, wallet)
    expect(wallet.session.state.oneClickSpentSat).toBe(0n)
  })

  it('pays an own invoice or one of another network, once the node is known', async () => {
    const wallet = ready()
    const own = makeInvoice({ payee: 'our node', description: '' })
    wallet.node.generate = () => ({ ok: true, value: own.text })
    await wallet.session.receive.create({ amountSat: sat(2_500n), memo: '' })
    expect(send(wallet, own)).toMatchObject({ error: { code: 'own-invoice' } })
    expect(send(wallet, makeInvoice({ payee: 'our node', salt: 'elsewhere' }))).toMatchObject({
      error: { code: 'own-invoice' }
    })
    expect(send(wallet, makeInvoice({ network: 'mainnet' }))).toMatchObject({
      error: { code: 'other-network' }
    })
    expect(wallet.node.pays).toHaveLength(0)
  })
})

describe('the network of a node without an invoice yet', () => {
  it('is learned from a payment that it proved', async () => {
    const wallet = ready()
    await payAndAnswer({ kind: 'paid', preimage: makeInvoice().preimage }, wallet)
    expect(send(wallet, makeInvoice({ network: 'mainnet', salt: 2 }))).toMatchObject({
      error: { code: 'other-network' }
    })
    expect(send(wallet, makeInvoice({ salt: 3 })).ok).toBe(true)
  })

  it('may be known beforehand', () => {
    const wallet = openWallet({ network: 'regtest' })
    wallet.node.becomeReady()
    expect(send(wallet, makeInvoice({ network: 'mainnet' }))).toMatchObject({
      error: { code: 'other-network' }
    })
    expect(send(wallet, makeInvoice()).ok).toBe(true)
  })
})
