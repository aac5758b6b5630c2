import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NO_CAPABILITIES } from '../../../../../src/shared/domain/node'
import type { PayCard } from '../../../../../src/shared/domain/pay-card'
import { msat } from '../../../../../src/shared/money'
import { fail, ok } from '../../../../../src/shared/result'
import type { PayAnswer } from '../../../../../src/main/node-client/api'
import { makeInvoice } from '../../../../support/fixtures/make-invoice'
import { openWallet, type OpenWallet } from '../../../../support/fakes/open-wallet'

const EXTENDED = { ...NO_CAPABILITIES, extension: true }
const UNKNOWN: PayAnswer = { kind: 'unknown', code: 'connection-broke', text: '', said: 'connection' }
const open = makeInvoice({ amountMsat: undefined })
const named = makeInvoice({ salt: 'named' })

function ready(capabilities = EXTENDED): OpenWallet {
  const wallet = openWallet({ random: () => 0 })
  wallet.node.becomeReady(capabilities)
  return wallet
}

const send = (
  { session }: OpenWallet,
  amount: bigint,
  { invoice = open.text, entered = true, retryUnknown = false, confirmed = false } = {}
) =>
  session.pay.send({
    ...{ invoice, expectedAmountMsat: msat(amount), entered, retryUnknown, confirmed },
    messageId: undefined
  })

function cardOf({ session }: OpenWallet, enteredMsat?: bigint, text = open.text): PayCard {
  const view = session.pay.inspect({
    text,
    ...(enteredMsat === undefined ? {} : { enteredMsat: msat(enteredMsat) })
  })
  if (view instanceof Promise || !view.ok || view.value.kind !== 'cards') throw new Error('no card')
  const [card] = view.value.cards
  if (card === undefined) throw new Error('no card')
  return card
}

describe('an invoice without an amount', () => {
  it('needs an entered amount at a node with the extension, which is judged like any other', () => {
    const wallet = ready()
    expect(cardOf(wallet)).toMatchObject({
      entry: 'open',
      amountMsat: undefined,
      verdict: { kind: 'refused', code: 'no-amount' }
    })
    expect(cardOf(wallet, 500_000n)).toMatchObject({
      ...{ entry: 'open', amountMsat: 500_000n, largestFeeMsat: 10_000n, verdict: { kind: 'one-click' } }
    })
    expect(cardOf(wallet, 20_000_000n).verdict).toMatchObject({ reason: 'above-click-limit' })
    expect(send(wallet, 20_000_000n)).toMatchObject({ error: { code: 'needs-confirmation' } })
  })

  it('is paid with the entered amount, which the journal keeps and a retry uses', async () => {
    const wallet = ready()
    expect(send(wallet, 500_000n)).toMatchObject({ ok: true, value: { amountMsat: 500_000n } })
    expect(wallet.node.pays[0]).toMatchObject({ amountMsat: 500_000n, feeLimitMsat: 10_000n })
    wallet.node.pays[0]?.answer({ kind: 'failed', code: 'no-route', text: '' })
    await wallet.clock.advance(0)
    expect(cardOf(wallet, 7_000n)).toMatchObject({ entry: 'fixed', amountMsat: 500_000n })
    expect(send(wallet, 7_000n)).toMatchObject({ error: { code: 'amount-changed' } })
    expect(send(wallet, 500_000n)).toMatchObject({ ok: true })
    expect(wallet.node.pays[1]).toMatchObject({ amountMsat: 500_000n })
  })

  it('has not been paid if the node paid another amount for it', async () => {
    const wallet = ready()
    expect(send(wallet, 500_000n)).toMatchObject({ ok: true })
    wallet.node.pays[0]?.answer(UNKNOWN)
    wallet.node.track = () =>
      ok({
        ...{ state: 'succeeded', preimage: open.preimage, feeMsat: msat(0n), amountMsat: msat(1_000n) },
        succeededAt: undefined
      })
    await wallet.clock.advance(5_000)
    expect(cardOf(wallet).payment).toMatchObject({ state: 'failed', failure: 'other-amount' })
    expect(cardOf(wallet).payment).not.toHaveProperty('preimage', open.preimage)
  })

  it('cannot be paid at a node without the extension, whatever is entered', () => {
    const wallet = ready(NO_CAPABILITIES)
    expect(cardOf(wallet, 500_000n)).toMatchObject({ verdict: { code: 'no-amount' } })
    expect(cardOf(wallet).entry).toBeUndefined()
    expect(send(wallet, 500_000n)).toMatchObject({ error: { code: 'no-amount' } })
    expect(wallet.node.pays).toEqual([])
  })

  it('is never paid without an amount, nor with one that was not entered', () => {
    const wallet = ready()
    expect(send(wallet, 0n)).toMatchObject({ error: { code: 'no-amount' } })
    expect(send(wallet, 500_000n, { entered: false })).toMatchObject({ error: { code: 'no-amount' } })
    expect(wallet.node.pays).toEqual([])
  })

  it('is the only one for which an amount can be entered', () => {
    const wallet = ready()
    expect(cardOf(wallet, 7_000n, named.text)).toMatchObject({ amountMsat: 2_500_000n })
    for (const amount of [7_000n, 2_500_000n]) {
      expect(send(wallet, amount, { invoice: named.text })).toMatchObject({
        error: { code: 'amount-changed' }
      })
    }
    expect(send(wallet, 2_500_000n, { invoice: named.text, entered: false })).toMatchObject({ ok: true })
    expect(wallet.node.pays[0]).toMatchObject({ amountMsat: undefined })
  })

  it('is one payment, whatever amounts are entered and however it ends', async () => {
    const step = fc.record({
      amount: fc.constantFrom(1_000n, 500_000n, 7_000_000n),
      retryUnknown: fc.boolean(),
      answer: fc.constantFrom<PayAnswer | undefined>(
        undefined,
        UNKNOWN,
        { kind: 'failed', code: 'no-route', text: '' },
        { kind: 'paid', preimage: open.preimage, feeMsat: msat(1_000n) }
      )
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const wallet = ready()
        const { node, session } = wallet
        for (const { amount, retryUnknown, answer } of steps) {
          void send(wallet, amount, { retryUnknown })
          if (answer !== undefined) node.pays.at(-1)?.answer(answer)
          await wallet.clock.advance(0)
        }
        const amounts = new Set(node.pays.map(({ amountMsat }) => amountMsat))
        expect(amounts.size).toBeLessThanOrEqual(1)
        const row = session.pay.get({ paymentHash: open.paymentHash })
        if (row instanceof Promise || !row.ok) throw new Error('no row')
        const { payment } = row.value
        expect(payment?.amountMsat).toBe([...amounts][0])
        expect(payment?.attempts).toBe(node.pays.length)
        await session.close()
      }),
      { numRuns: 60 }
    )
  })
})

describe('the estimate of a fee', () => {
  it('is that of the node, for the amount of the invoice or the entered one', async () => {
    const wallet = ready()
    wallet.node.estimate = () => Promise.resolve(ok(msat(3_100n)))
    expect(await wallet.session.pay.estimateFee({ invoice: named.text })).toEqual(ok(3_100n))
    const enteredMsat = msat(500_000n)
    expect(await wallet.session.pay.estimateFee({ invoice: open.text, enteredMsat })).toEqual(ok(3_100n))
    expect(await wallet.session.pay.estimateFee({ invoice: open.text })).toEqual(ok(undefined))
  })

  it('is absent if the node does not answer or has none, or if the text is not an invoice', async () => {
    const wallet = ready()
    wallet.node.estimate = () => Promise.resolve(fail('deadline'))
    expect(await wallet.session.pay.estimateFee({ invoice: named.text })).toEqual(ok(undefined))
    expect(await wallet.session.pay.estimateFee({ invoice: 'nonsense' })).toEqual(ok(undefined))
    const field = ready(NO_CAPABILITIES)
    field.node.estimate = () => Promise.resolve(ok(msat(3_100n)))
    expect(await field.session.pay.estimateFee({ invoice: named.text })).toEqual(ok(undefined))
  })
})
