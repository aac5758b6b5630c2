import { describe, expect, it } from 'vitest'
import { payHandlers } from '../../../../../src/main/ipc/handlers/pay'
import type { ConsentQuestion } from '../../../../../src/shared/domain/consent'
import { msat, sat } from '../../../../../src/shared/money'
import { settle } from '../../../../support/fakes/fake-clock'
import { makeInvoice } from '../../../../support/fixtures/make-invoice'
import { payAndAnswer, payment, ready, send, TRACKS } from './pay-setup'

const invoice = makeInvoice()
const NO_ROUTE = { kind: 'failed', code: 'no-route', text: '' } as const
const CHOSEN = msat(70_000n)

describe('a largest fee that the person chose for one payment', () => {
  it('goes to the node and into the journal, and the next payment has that of the settings again', async () => {
    const wallet = await payAndAnswer(NO_ROUTE, ready(TRACKS), invoice)
    const usual = payment(wallet, invoice.paymentHash).feeLimitMsat
    expect(send(wallet, invoice, { largestFeeMsat: CHOSEN })).toMatchObject({
      ok: true,
      value: { attempts: 2, feeLimitMsat: CHOSEN }
    })
    expect(wallet.node.pays.map(({ feeLimitMsat }) => feeLimitMsat)).toEqual([usual, CHOSEN])
    wallet.node.pays.at(-1)?.answer(NO_ROUTE)
    await settle()
    expect(send(wallet, invoice)).toMatchObject({ ok: true, value: { feeLimitMsat: usual } })
    expect(usual).not.toBe(CHOSEN)
  })

  it('counts toward the limit of one click', () => {
    const wallet = ready(TRACKS)
    wallet.limits.clickLimitSat = sat(2_569n)
    expect(send(wallet, invoice, { largestFeeMsat: CHOSEN })).toMatchObject({
      error: { code: 'needs-confirmation' }
    })
    expect(wallet.node.pays).toEqual([])
    wallet.limits.clickLimitSat = sat(2_570n)
    expect(send(wallet, invoice, { largestFeeMsat: CHOSEN })).toMatchObject({ ok: true })
  })

  it('counts toward the limit of a day while the fee is not known', () => {
    const wallet = ready(TRACKS)
    send(wallet, invoice, { largestFeeMsat: CHOSEN })
    expect(wallet.session.state.oneClickSpentSat).toBe(2_570n)
    wallet.limits.dayLimitSat = sat(2_570n + 2_569n)
    const next = makeInvoice({ salt: 'the next one' })
    expect(send(wallet, next, { largestFeeMsat: CHOSEN })).toMatchObject({
      error: { code: 'needs-confirmation' }
    })
  })

  it('is refused if the node applies no largest fee, because it would pay any', () => {
    const wallet = ready()
    expect(send(wallet, invoice, { largestFeeMsat: CHOSEN })).toMatchObject({
      error: { code: 'no-fee-limit' }
    })
    expect(wallet.node.pays).toEqual([])
  })

  it('does not send a second payment beside one without an outcome', () => {
    const wallet = ready(TRACKS)
    send(wallet, invoice)
    expect(send(wallet, invoice, { largestFeeMsat: CHOSEN })).toMatchObject({
      error: { code: 'already-sending' }
    })
    expect(wallet.node.pays).toHaveLength(1)
  })

  it('judges the card that shows it', () => {
    const wallet = ready(TRACKS)
    wallet.limits.clickLimitSat = sat(2_569n)
    const cardWith = (largestFeeMsat: typeof CHOSEN | undefined) =>
      wallet.session.pay.inspect({ text: invoice.text, messageId: undefined, largestFeeMsat })
    expect(cardWith(undefined)).toMatchObject({ value: { cards: [{ verdict: { kind: 'one-click' } }] } })
    expect(cardWith(CHOSEN)).toMatchObject({
      value: {
        cards: [{ largestFeeMsat: CHOSEN, verdict: { kind: 'confirm', reason: 'above-click-limit' } }]
      }
    })
  })

  it('is named in the question above a limit', async () => {
    const wallet = ready(TRACKS)
    wallet.limits.clickLimitSat = sat(2_569n)
    const asked: ConsentQuestion[] = []
    const pay = payHandlers(
      () => wallet.session,
      () => Promise.resolve(''),
      (question) => {
        asked.push(question)
        return Promise.resolve(true)
      },
      () => 'alice'
    )
    const order = { invoice: invoice.text, expectedAmountMsat: msat(2_500_000n), retryUnknown: false }
    expect(await pay.send({ ...order, largestFeeMsat: CHOSEN })).toMatchObject({
      ok: true,
      value: { feeLimitMsat: CHOSEN }
    })
    expect(asked).toMatchObject([{ largestFeeSat: 70n, verdict: { reason: 'above-click-limit' } }])
  })
})
