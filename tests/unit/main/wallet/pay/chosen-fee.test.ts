import { describe, expect, it } from 'vitest'
import { NO_CAPABILITIES } from '../../../../../src/shared/domain/node'
import { msat, sat } from '../../../../../src/shared/money'
import { settle } from '../../../../support/fakes/fake-clock'
import { makeInvoice } from '../../../../support/fixtures/make-invoice'
import { ACTIVE, clicks, payAndAnswer, payment, ready, send, TRACKS, UNKNOWN } from './pay-setup'

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

  it('counts while the attempt with it has no outcome, whatever a retry sends', async () => {
    const wallet = ready(TRACKS)
    const spent = () => wallet.session.state.oneClickSpentSat
    send(wallet, invoice, { largestFeeMsat: CHOSEN })
    for (const retry of [1, 2]) {
      wallet.node.pays.at(-1)?.answer(UNKNOWN)
      await settle()
      expect(send(wallet, invoice, { retryUnknown: true }), `retry ${retry}`).toMatchObject({ ok: true })
      expect(wallet.node.pays.at(-1)?.feeLimitMsat).toBeLessThan(CHOSEN)
      expect(spent()).toBe(2_570n)
    }
    wallet.node.pays.at(-1)?.answer({ kind: 'paid', preimage: invoice.preimage, feeMsat: msat(4_000n) })
    await settle()
    expect(spent()).toBe(2_504n)
  })

  it('no longer counts once the attempt with it has failed', async () => {
    const wallet = await payAndAnswer(NO_ROUTE, ready(TRACKS), invoice)
    send(wallet, invoice, { largestFeeMsat: CHOSEN })
    wallet.node.pays.at(-1)?.answer(NO_ROUTE)
    await settle()
    send(wallet, invoice)
    expect(wallet.session.state.oneClickSpentSat).toBeLessThan(2_570n)
  })

  it('counts in the verdict on a retry, and the card names it', async () => {
    const wallet = ready(TRACKS)
    send(wallet, invoice, { largestFeeMsat: CHOSEN })
    wallet.node.pays.at(-1)?.answer(UNKNOWN)
    await settle()
    wallet.limits.clickLimitSat = sat(2_569n)
    expect(send(wallet, invoice, { retryUnknown: true })).toMatchObject({
      error: { code: 'needs-confirmation' }
    })
    const text = { text: invoice.text, messageId: undefined }
    expect(wallet.session.pay.inspect({ ...text, retryUnknown: true })).toMatchObject({
      value: { cards: [{ largestFeeMsat: CHOSEN, verdict: { kind: 'confirm' } }] }
    })
    expect(wallet.session.pay.inspect(text)).toMatchObject({
      value: { cards: [{ verdict: { code: 'outcome-unknown' }, retry: { kind: 'confirm' } }] }
    })
    wallet.limits.clickLimitSat = sat(2_570n)
    expect(send(wallet, invoice, { retryUnknown: true })).toMatchObject({ ok: true })
  })

  it('is named on no card of a node that applies none by now, and still counts', async () => {
    const wallet = await payAndAnswer(UNKNOWN, ready(TRACKS), invoice)
    wallet.node.becomeReady(NO_CAPABILITIES)
    const retry = { text: invoice.text, messageId: undefined, retryUnknown: true }
    expect(wallet.session.pay.inspect(retry)).toMatchObject({
      value: { cards: [expect.not.objectContaining({ largestFeeMsat: expect.anything() as unknown })] }
    })
    wallet.limits.clickLimitSat = sat(2_500n)
    expect(wallet.session.pay.inspect(retry)).toMatchObject({
      value: { cards: [{ verdict: { kind: 'confirm', reason: 'above-click-limit' } }] }
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
    const { asked, pay } = clicks(wallet)
    const order = { invoice: invoice.text, expectedAmountMsat: msat(2_500_000n), retryUnknown: false }
    expect(
      await pay.send({ ...order, node: ACTIVE.id, largestFeeMsat: CHOSEN, asksFirst: false })
    ).toMatchObject({
      ok: true,
      value: { feeLimitMsat: CHOSEN }
    })
    expect(asked).toMatchObject([{ largestFeeSat: 70n, verdict: { reason: 'above-click-limit' } }])
  })
})
