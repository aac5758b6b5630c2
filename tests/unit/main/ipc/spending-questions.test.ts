import { describe, expect, it } from 'vitest'
import { senderOf } from '../../../../src/shared/domain/sender'
import { msat, sat } from '../../../../src/shared/money'
import { fail, ok } from '../../../../src/shared/result'
import { settle } from '../../../support/fakes/fake-clock'
import { NO_CAPABILITIES } from '../../../../src/shared/domain/node'
import { makeInvoice, pubkeyOf } from '../../../support/fixtures/make-invoice'
import { openWallet } from '../../../support/fakes/open-wallet'
import { answer, draftId, ours, send } from '../wallet/inbox/outbox-setup'
import { ACTIVE, clicks } from '../wallet/pay/pay-setup'

const MIRA = pubkeyOf('Mira')
/** Six hex digits after the prefix byte and the last six: nobody finds another key with these in seconds. */
const MIRA_SHOWN = `${MIRA.slice(0, 8)}…${MIRA.slice(-6)}`

function handlers() {
  const wallet = openWallet()
  wallet.node.becomeReady({
    ...NO_CAPABILITIES,
    ...{ sendMessage: true, extension: true, limitsMessageFees: true }
  })
  wallet.limits.clickLimitSat = sat(0n)
  return { wallet, ...clicks(wallet, () => false) }
}

describe('the question before money is spent', () => {
  const order = (made = makeInvoice({ payee: 'Mira' })) => ({
    node: ACTIVE.id,
    invoice: made.text,
    expectedAmountMsat: msat(2_500_000n),
    retryUnknown: false,
    asksFirst: false
  })

  it('names what the node last answered about the fee of this payment, without asking it again', async () => {
    const { wallet, pay, asked } = handlers()
    let asks = 0
    wallet.node.estimate = () => Promise.resolve(ok(msat(BigInt((asks += 1)) * 1_000n)))
    await pay.estimateFee({ invoice: order().invoice })
    await pay.send(order())
    expect(asked).toMatchObject([{ feeMsat: 1_000n, largestFeeSat: 25n }])
    expect(asks).toBe(1)
  })

  it('names no estimate of another invoice or amount, nor one that the page sends', async () => {
    const { wallet, pay, asked } = handlers()
    wallet.node.estimate = () => Promise.resolve(ok(msat(3_000n)))
    await pay.estimateFee({ invoice: makeInvoice({ payee: 'Jonas' }).text })
    wallet.node.estimate = () => Promise.resolve(fail('deadline'))
    const lie = { feeMsat: msat(1n) }
    await pay.send({ ...order(), ...lie })
    const open = makeInvoice({ payee: 'Mira', amountMsat: undefined })
    wallet.node.estimate = () => Promise.resolve(ok(msat(3_000n)))
    await pay.estimateFee({ invoice: open.text, enteredMsat: msat(1_000n) })
    wallet.node.estimate = () => Promise.resolve(ok(msat(4_000n)))
    await pay.send({ ...order(open), entered: true })
    expect(asked).toMatchObject([{ feeMsat: undefined }, { feeMsat: 4_000n, amountSat: 2_500n }])
  })

  it('opens without an estimate if the node takes long to answer', async () => {
    const { wallet, pay, asked } = handlers()
    wallet.node.estimate = () => new Promise(() => undefined)
    const sent = pay.send(order())
    await wallet.clock.advance(2_000)
    await sent
    expect(asked).toMatchObject([{ feeMsat: undefined, largestFeeSat: 25n }])
  })

  it('names a new estimate before the retry of a payment that failed', async () => {
    const { wallet, pay, asked } = handlers()
    wallet.node.estimate = () => Promise.resolve(ok(msat(3_000n)))
    await pay.estimateFee({ invoice: order().invoice })
    wallet.limits.clickLimitSat = sat(10_000n)
    await pay.send(order())
    wallet.node.pays[0]?.answer({ kind: 'failed', code: 'no-route', text: '' })
    await settle()
    wallet.node.estimate = () => Promise.resolve(ok(msat(61_000n)))
    wallet.limits.clickLimitSat = sat(0n)
    await pay.send(order())
    expect(asked).toMatchObject([{ feeMsat: 61_000n }])
  })

  it('names the estimated fees of all parts of a message', async () => {
    const { wallet, inbox, asked } = handlers()
    wallet.node.estimateMessage = () => Promise.resolve(ok(msat(1_500n)))
    const draft = {
      node: ACTIVE.id,
      draftId: draftId(1),
      pubkey: MIRA,
      maxCostSat: sat(5n),
      asksFirst: false
    }
    await inbox.send({ ...draft, text: 'hello' })
    await inbox.requestPayment({ ...draft, amountSat: sat(1n), memo: '' })
    expect(asked).toMatchObject([{ feeMsat: 7_500n }, { feeMsat: 7_500n }])
  })

  it('names the payee by enough of its key', async () => {
    const { pay, asked } = handlers()
    const { text } = makeInvoice({ payee: 'Mira' })
    await pay.send({
      ...{ node: ACTIVE.id, invoice: text, expectedAmountMsat: msat(2_500_000n), retryUnknown: false },
      asksFirst: false
    })
    expect(asked).toMatchObject([
      {
        about: 'payment',
        payee: MIRA_SHOWN,
        payeeName: undefined,
        from: ACTIVE.name,
        network: 'regtest',
        verdict: { reason: 'above-click-limit', limitSat: 0n }
      }
    ])
  })

  it.each([
    ['proven', false],
    ['claimed', true]
  ])('names the key that a message to a %s sender goes to', async (_how, claimed) => {
    const { inbox, asked } = handlers()
    await inbox.send({
      node: ACTIVE.id,
      draftId: '00000000-0000-4000-8000-000000000000',
      pubkey: senderOf(MIRA, claimed),
      text: 'hello',
      replyToId: undefined,
      maxCostSat: sat(5n),
      asksFirst: false
    })
    expect(asked).toMatchObject([{ about: 'message', recipient: MIRA_SHOWN, largestFeeSat: 50n }])
  })

  it('comes after a click on a button that only asks, although the limits allow the message by now', async () => {
    const { wallet, inbox, asked } = handlers()
    send(wallet, 'hello', { confirmed: true })
    await answer(wallet, { kind: 'failed', code: 'no-route', text: '' })
    wallet.limits.clickLimitSat = sat(10_000n)
    const draft = { node: ACTIVE.id, draftId: draftId(2), pubkey: MIRA, maxCostSat: sat(5n), asksFirst: true }
    const orders = [
      await inbox.send({ ...draft, text: 'hello' }),
      await inbox.requestPayment({ ...draft, amountSat: sat(1n), memo: '' }),
      await inbox.resend({ node: ACTIVE.id, id: ours(wallet).id, retryUnknown: false, asksFirst: true })
    ]
    expect(orders.map((order) => (order.ok ? 'sent' : order.error.code))).toEqual(
      orders.map(() => 'needs-confirmation')
    )
    expect(asked).toMatchObject(orders.map(() => ({ about: 'message', isWithinLimits: true })))
    expect(wallet.node.sends).toHaveLength(1)
  })

  it('names the cost and the largest fee of the rest of a message, although the whole message counts', async () => {
    const { wallet, inbox, asked } = handlers()
    const rest = 'part 4 of 5: Failed payment: FAILURE_REASON_NO_ROUTE'
    wallet.limits.clickLimitSat = sat(55n)
    send(wallet, 'x'.repeat(4_500))
    await answer(wallet, { kind: 'unknown', code: 'part-failed', text: rest, said: 'node' })
    wallet.node.estimateMessage = () => Promise.resolve(ok(msat(1_500n)))
    // The rest alone, 2 sats and 20 sats of fees, is within this limit. The whole message, 5 and 50, is not.
    wallet.limits.clickLimitSat = sat(54n)
    await inbox.resend({ node: ACTIVE.id, id: ours(wallet).id, retryUnknown: true, asksFirst: false })
    expect(asked).toMatchObject([
      {
        about: 'message',
        amountSat: 2n,
        wholeSat: 5n,
        largestFeeSat: 20n,
        feeMsat: 3_000n,
        isWithinLimits: false
      }
    ])
    expect(wallet.node.sends).toHaveLength(1)
  })
})
