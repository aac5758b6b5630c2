import { describe, expect, it } from 'vitest'
import type { PaymentHash } from '../../../../../src/shared/domain/ids'
import { NO_CAPABILITIES } from '../../../../../src/shared/domain/node'
import type { Payment } from '../../../../../src/shared/domain/payment'
import { msat } from '../../../../../src/shared/money'
import { fail, ok } from '../../../../../src/shared/result'
import type { PayAnswer } from '../../../../../src/main/node-client/api'
import { openStore } from '../../../../../src/main/store/open'
import { makeInvoice } from '../../../../support/fixtures/make-invoice'
import { openWallet, type OpenWallet } from '../../../../support/fakes/open-wallet'

const LISTS = { ...NO_CAPABILITIES, listPayments: true }
const UNKNOWN: PayAnswer = { kind: 'unknown', code: 'deadline', text: '', said: 'connection' }
const { text, paymentHash, preimage } = makeInvoice()

function payment({ session }: OpenWallet, hash: PaymentHash = paymentHash): Payment {
  const details = session.activity.details({ key: `p:${hash}` })
  if (details instanceof Promise || !details.ok || details.value.kind !== 'payment')
    throw new Error('no payment')
  return details.value.payment
}

/** A wallet whose one payment ended like this, at a node that lists its payments. */
async function paid(
  answer: PayAnswer,
  wallet = openWallet({ random: () => 0 }),
  capabilities = LISTS
): Promise<OpenWallet> {
  wallet.node.becomeReady(capabilities)
  const sent = wallet.session.pay.send({
    ...{ invoice: text, expectedAmountMsat: msat(2_500_000n), confirmed: false, retryUnknown: false },
    messageId: undefined
  })
  expect(sent).toMatchObject({ ok: true })
  wallet.node.pays.at(-1)?.answer(answer)
  await wallet.clock.advance(0)
  return wallet
}

describe('a payment with an unknown outcome', () => {
  it('is looked up automatically, soon after the outcome was written, and proven', async () => {
    const wallet = await paid(UNKNOWN)
    wallet.node.settled = ok([{ paymentHash, preimage }])
    expect(wallet.node.lists).toBe(0)
    await wallet.clock.advance(5_000)
    expect(payment(wallet)).toMatchObject({ state: 'succeeded', proof: 'verified', preimage })
    expect(wallet.told.ended.map(({ state }) => state)).toEqual(['unknown', 'succeeded'])
    expect(wallet.node.pays).toHaveLength(1)
    expect(wallet.clock.nextIn).toBeGreaterThan(5_000)
  })

  it('stays unknown while the node does not list it, with ever longer intervals', async () => {
    const wallet = await paid(UNKNOWN, openWallet({ random: () => 0.999 }))
    await wallet.clock.advance(60 * 60_000)
    expect(payment(wallet)).toMatchObject({ state: 'unknown', unknown: 'deadline' })
    expect(payment(wallet).checkedAt).toBeGreaterThan(0)
    const firstHour = wallet.node.lists
    expect(firstHour).toBeGreaterThan(3)
    await wallet.clock.advance(60 * 60_000)
    expect(wallet.node.lists - firstHour).toBeLessThanOrEqual(3)
    expect(wallet.node.pays).toHaveLength(1)
  })

  it('is looked up at once when the connection is back, and never while disconnected', async () => {
    const wallet = await paid(UNKNOWN)
    wallet.node.lose()
    await wallet.clock.advance(60 * 60_000)
    expect(wallet.node.lists).toBe(0)
    wallet.node.settled = ok([{ paymentHash, preimage }])
    wallet.node.becomeReady(LISTS)
    await wallet.clock.advance(0)
    expect(payment(wallet).state).toBe('succeeded')
    expect(wallet.node.lists).toBe(1)
  })

  it('is looked up at the next start', async () => {
    const first = await paid(UNKNOWN)
    await first.session.close()
    const second = openWallet({ dbFile: first.dbFile })
    second.node.settled = ok([{ paymentHash, preimage }])
    second.node.becomeReady(LISTS)
    await second.clock.advance(0)
    expect(payment(second)).toMatchObject({ state: 'succeeded', proof: 'verified' })
  })

  it('is settled by the list even while a retry is under way, and paid once', async () => {
    const wallet = await paid(UNKNOWN)
    wallet.node.settled = ok([{ paymentHash, preimage }])
    void wallet.session.pay.send({
      ...{ invoice: text, expectedAmountMsat: msat(2_500_000n), confirmed: false, retryUnknown: true },
      messageId: undefined
    })
    wallet.node.pays[1]?.answer({ kind: 'already-paid' })
    await wallet.clock.advance(5_000)
    expect(payment(wallet)).toMatchObject({ state: 'succeeded', proof: 'verified', attempts: 2 })
  })

  it('is looked up again after a failed lookup', async () => {
    const wallet = await paid(UNKNOWN)
    wallet.node.settled = fail('refused-by-node')
    await wallet.clock.advance(5_000)
    expect(wallet.node.lists).toBe(1)
    expect(payment(wallet).checkedAt).toBeUndefined()
    wallet.node.settled = ok([{ paymentHash, preimage }])
    await wallet.clock.advance(5_000)
    expect(payment(wallet).state).toBe('succeeded')
  })

  it('is not looked up at a node that does not list payments', async () => {
    const wallet = await paid(UNKNOWN, openWallet(), NO_CAPABILITIES)
    await wallet.clock.advance(60_000)
    expect(wallet.node.lists).toBe(0)
  })

  it('leaves no timer behind when the session is closed', async () => {
    const wallet = await paid(UNKNOWN)
    await wallet.session.close()
    expect(wallet.clock.nextIn).toBeUndefined()
  })

  it('survives a client that throws: the bug is reported, and the next round follows', async () => {
    const wallet = await paid(UNKNOWN)
    const list = wallet.node.listSettledPayments.bind(wallet.node)
    wallet.node.listSettledPayments = () => Promise.reject(new Error('a bug of the client'))
    await wallet.clock.advance(5_000)
    expect(wallet.bugs).toMatchObject([{ where: 'payment-lookup' }])
    wallet.node.listSettledPayments = list
    wallet.node.settled = ok([{ paymentHash, preimage }])
    await wallet.clock.advance(5_000)
    expect(payment(wallet).state).toBe('succeeded')
  })
})

describe('a payment that the node reported as already paid', () => {
  it('gets its proof from the list, verified by its hash', async () => {
    const wallet = await paid({ kind: 'already-paid' })
    expect(payment(wallet)).toMatchObject({ state: 'succeeded', proof: 'unavailable' })
    wallet.node.settled = ok([{ paymentHash, preimage }])
    await wallet.clock.advance(5_000)
    expect(payment(wallet)).toMatchObject({ state: 'succeeded', proof: 'verified', preimage })
    expect(wallet.told.ended).toHaveLength(1)
  })

  it('raises the alarm if the listed preimage does not hash to the payment hash', async () => {
    const wallet = await paid({ kind: 'already-paid' })
    wallet.node.settled = ok([{ paymentHash, preimage: '00'.repeat(32) }])
    await wallet.clock.advance(5_000)
    expect(payment(wallet)).toMatchObject({ state: 'succeeded', proof: 'mismatch' })
  })

  it('is looked up only a few times', async () => {
    const wallet = await paid({ kind: 'already-paid' })
    await wallet.clock.advance(60 * 60_000)
    expect(wallet.node.lists).toBe(5)
  })
})

describe('the journal', () => {
  it('lists the payment with the oldest check first', async () => {
    const { session, dbFile, node, clock } = openWallet()
    node.becomeReady()
    const hashes: PaymentHash[] = []
    for (let n = 1; n <= 3; n += 1) {
      const invoice = makeInvoice({ salt: n })
      hashes.push(invoice.paymentHash)
      void session.pay.send({
        ...{ invoice: invoice.text, expectedAmountMsat: msat(2_500_000n), confirmed: false },
        ...{ retryUnknown: false, messageId: undefined }
      })
      node.pays.at(-1)?.answer(UNKNOWN)
    }
    await clock.advance(0)
    await session.close()
    const opened = openStore(dbFile)
    if (!opened.ok) throw new Error(opened.error.code)
    const store = opened.value
    const [one, two, three] = hashes
    if (one === undefined || two === undefined || three === undefined) throw new Error('no hashes')
    store.openPayments.noteChecked(one, 500)
    store.openPayments.noteChecked(three, 200)
    expect(store.openPayments.unknown(2).map(({ paymentHash: hash }) => hash)).toEqual([two, three])
    store.close()
  })
})
