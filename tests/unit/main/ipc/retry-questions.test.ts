import { describe, expect, it } from 'vitest'
import type { MessageId, NodeId } from '../../../../src/shared/domain/ids'
import { msat, sat } from '../../../../src/shared/money'
import type { OpenWallet } from '../../../support/fakes/open-wallet'
import { nodeMessage } from '../../../support/fakes/scripted-node'
import { makeInvoice, pubkeyOf } from '../../../support/fixtures/make-invoice'
import { ACTIVE, clicks, payAndAnswer, payment, ready, send, TRACKS, UNKNOWN } from '../wallet/pay/pay-setup'

const invoice = makeInvoice({ payee: 'Mira' })
const FORGED = 'forged' as MessageId

/** Presses the button of the page, and answers the dialog with yes unless told otherwise. */
function handlers(wallet: OpenWallet, answer?: () => boolean) {
  const { asked, pay } = clicks(wallet, answer)
  const press = (retryUnknown: boolean, messageId?: MessageId, node = ACTIVE.id, asksFirst = false) =>
    pay.send({
      invoice: invoice.text,
      expectedAmountMsat: msat(2_500_000n),
      retryUnknown,
      messageId,
      node,
      asksFirst
    })
  return {
    asked,
    press,
    pressAsking: (retryUnknown = false) => press(retryUnknown, undefined, ACTIVE.id, true)
  }
}

describe('the question before an unknown payment is retried', () => {
  it.each<[string, string, (wallet: OpenWallet) => void]>([
    ['above the limit of one click', 'above-click-limit', ({ limits }) => (limits.clickLimitSat = sat(10n))],
    ['that always asks', 'above-click-limit', ({ limits }) => (limits.clickLimitSat = sat(0n))],
    ['above the limit of a day', 'above-day-limit', ({ limits }) => (limits.dayLimitSat = sat(2_000n))]
  ])('opens the dialog %s, and pays after a yes', async (_where, reason, lower) => {
    const wallet = await payAndAnswer(UNKNOWN, ready(TRACKS), invoice)
    lower(wallet)
    const { asked, press } = handlers(wallet)
    expect(await press(true)).toMatchObject({ ok: true, value: { attempts: 2 } })
    expect(asked).toMatchObject([{ about: 'payment', amountSat: 2_500n, verdict: { reason } }])
    expect(wallet.node.pays).toHaveLength(2)
  })

  it('is not asked if the day limit allows the payment once, because a retry replaces the earlier attempt', async () => {
    const wallet = await payAndAnswer(UNKNOWN, ready(TRACKS), invoice)
    wallet.limits.dayLimitSat = sat(3_000n)
    const { asked, press } = handlers(wallet)
    expect(await press(true)).toMatchObject({ ok: true, value: { attempts: 2 } })
    expect(asked).toEqual([])
    expect(wallet.session.state.oneClickSpentSat).toBeLessThan(3_000n)
  })

  it('opens the dialog for an unproven sender', async () => {
    const wallet = ready(TRACKS)
    await wallet.node.deliver(
      nodeMessage({ id: FORGED, from: pubkeyOf('Mira'), claimed: true, text: invoice.text })
    )
    send(wallet, invoice, { messageId: FORGED, confirmed: true })
    wallet.node.pays[0]?.answer(UNKNOWN)
    await expect.poll(() => payment(wallet, invoice.paymentHash).state).toBe('unknown')
    const { asked, press } = handlers(wallet)
    expect(await press(true, FORGED)).toMatchObject({ ok: true, value: { attempts: 2 } })
    expect(asked).toMatchObject([{ verdict: { reason: 'unverified-sender' } }])
  })

  it('sends nothing after a no', async () => {
    const wallet = await payAndAnswer(UNKNOWN, ready(TRACKS), invoice)
    wallet.limits.clickLimitSat = sat(0n)
    const { asked, press } = handlers(wallet, () => false)
    expect(await press(true)).toMatchObject({ error: { code: 'needs-confirmation' } })
    expect(asked).toHaveLength(1)
    expect(wallet.node.pays).toHaveLength(1)
  })

  it('is not asked if the person did not choose a retry, and the page learns why', async () => {
    const wallet = await payAndAnswer(UNKNOWN, ready(TRACKS), invoice)
    wallet.limits.clickLimitSat = sat(0n)
    const { asked, press } = handlers(wallet)
    expect(await press(false)).toMatchObject({ error: { code: 'outcome-unknown' } })
    expect(asked).toEqual([])
  })
})

describe('an order that changes while main decides whether to ask', () => {
  it.each<[string, string, (wallet: OpenWallet) => void]>([
    ['was sent another way', 'already-sending', (wallet) => send(wallet, invoice, { confirmed: true })],
    ['is within limits that were raised', 'sent', ({ limits }) => (limits.clickLimitSat = sat(10_000n))]
  ])('is answered without a question if it %s', async (_how, expected, change) => {
    const wallet = ready(TRACKS)
    wallet.limits.clickLimitSat = sat(0n)
    const { asked, press } = handlers(wallet)
    const pressed = press(false)
    change(wallet)
    const answer = await pressed
    expect(answer.ok ? 'sent' : answer.error.code).toBe(expected)
    expect(asked).toEqual([])
  })
})

describe('a click on a button that only asks', () => {
  const QUESTION = { about: 'payment', amountSat: 2_500n, verdict: { kind: 'one-click' } }

  it('never pays without the question, although the limits allow it by now', async () => {
    const wallet = ready(TRACKS)
    const { asked, pressAsking } = handlers(wallet, () => false)
    expect(await pressAsking()).toMatchObject({ error: { code: 'needs-confirmation' } })
    expect(asked).toMatchObject([QUESTION])
    expect(wallet.node.pays).toEqual([])
  })

  it('never retries without it either', async () => {
    const wallet = await payAndAnswer(UNKNOWN, ready(TRACKS), invoice)
    const { asked, pressAsking } = handlers(wallet, () => false)
    expect(await pressAsking(true)).toMatchObject({ error: { code: 'needs-confirmation' } })
    expect(asked).toMatchObject([QUESTION])
    expect(wallet.node.pays).toHaveLength(1)
  })

  it('pays after a yes, and not toward the limit of one-click payments', async () => {
    const wallet = ready(TRACKS)
    const { pressAsking } = handlers(wallet)
    expect(await pressAsking()).toMatchObject({ ok: true })
    expect(wallet.node.pays).toHaveLength(1)
    expect(wallet.session.state.oneClickSpentSat).toBe(0n)
  })

  it.each<[string, bigint, bigint, boolean]>([
    ['pays after a yes, although the reason has gone since', 0n, 10_000n, true],
    ['does not pay after a yes if a limit forbids it since', 10_000n, 0n, false]
  ])('%s', async (_what, before, since, ok) => {
    const wallet = ready(TRACKS)
    wallet.limits.clickLimitSat = sat(before)
    const { pressAsking } = handlers(wallet, () => {
      wallet.limits.clickLimitSat = sat(since)
      return true
    })
    expect(await pressAsking()).toMatchObject({ ok })
    expect(wallet.node.pays).toHaveLength(ok ? 1 : 0)
  })
})

describe('a click on a card that still shows the node before', () => {
  it.each([
    ['pays nothing', false],
    ['retries nothing', true]
  ])('%s from the node that is active now', async (_what, retryUnknown) => {
    const wallet = retryUnknown ? await payAndAnswer(UNKNOWN, ready(TRACKS), invoice) : ready(TRACKS)
    const sent = wallet.node.pays.length
    const { asked, press } = handlers(wallet)
    expect(await press(retryUnknown, undefined, 'before' as NodeId)).toMatchObject({
      error: { code: 'other-node' }
    })
    expect(asked).toEqual([])
    expect(wallet.node.pays).toHaveLength(sent)
    expect(await press(retryUnknown)).toMatchObject({ ok: true })
  })
})
