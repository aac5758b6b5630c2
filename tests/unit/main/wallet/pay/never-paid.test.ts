import { describe, expect, it } from 'vitest'
import type { PayAnswer } from '../../../../../src/main/node-client/api'
import type { PayCard } from '../../../../../src/shared/domain/pay-card'
import { msat, sat } from '../../../../../src/shared/money'
import { ok } from '../../../../../src/shared/result'
import { makeInvoice, type MadeInvoice } from '../../../../support/fixtures/make-invoice'
import type { OpenWallet } from '../../../../support/fakes/open-wallet'
import { payAndAnswer, ready, send, UNKNOWN } from './pay-setup'

const invoice = makeInvoice()
const next = makeInvoice({ salt: 'the next one' })
const FAILED: PayAnswer = { kind: 'failed', code: 'no-route', text: '' }

function cardOf({ session }: OpenWallet, { text }: MadeInvoice): PayCard | undefined {
  const view = session.pay.inspect({ text, messageId: undefined })
  if (view instanceof Promise || !view.ok || view.value.kind !== 'cards') throw new Error('no card')
  return view.value.cards[0]
}

describe('the pay card', () => {
  it.each([
    ['a success', { kind: 'paid', preimage: invoice.preimage }, undefined],
    ['a payment without an outcome', UNKNOWN, undefined],
    ['a failure', FAILED, 'anywhere']
  ] as const)('says whether the payee was never paid, after %s', async (_what, answer, neverPaid) => {
    const wallet = ready()
    expect(cardOf(wallet, next)?.neverPaid).toBe('anywhere')
    await payAndAnswer(answer, wallet, invoice)
    expect(cardOf(wallet, next)?.neverPaid).toBe(neverPaid)
    expect(cardOf(wallet, makeInvoice({ payee: 'Somebody else' }))?.neverPaid).toBe('anywhere')
  })

  it('keeps the fact about the first payment while and after that payment is made', async () => {
    const wallet = ready()
    send(wallet, invoice)
    expect(cardOf(wallet, invoice)).toMatchObject({ neverPaid: 'anywhere', payment: { state: 'sending' } })
    await payAndAnswer({ kind: 'paid', preimage: next.preimage }, wallet, next)
    expect(cardOf(wallet, next)?.neverPaid).toBeUndefined()
  })

  it('of an invoice of our own node does not say it', async () => {
    const wallet = ready()
    const own = makeInvoice({ payee: 'our node', description: '' })
    wallet.node.generate = () => ok(own.text)
    await wallet.session.receive.create({ amountSat: sat(2_500n), memo: '' })
    expect(cardOf(wallet, makeInvoice({ payee: 'our node', salt: 'another' }))?.neverPaid).toBeUndefined()
  })

  it('shows the earlier payment of another invoice with the same payment hash', async () => {
    const small = makeInvoice({ amountMsat: 1_000n, description: 'One sat' })
    const wallet = ready()
    send(wallet, small, { expectedAmountMsat: msat(1_000n) })
    expect(cardOf(wallet, invoice)?.otherInvoice).toEqual({
      ...{ amountMsat: 1_000n, payee: small.payee, payeeName: undefined, state: 'sending' },
      sentAt: wallet.clock.now()
    })
    expect(cardOf(wallet, small)?.otherInvoice).toBeUndefined()
  })
})
