import { describe, expect, it } from 'vitest'
import type { MessageId, PaymentHash } from '../../../../../src/shared/domain/ids'
import { NO_CAPABILITIES } from '../../../../../src/shared/domain/node'
import type { Payment } from '../../../../../src/shared/domain/payment'
import { msat, sat, type Msat } from '../../../../../src/shared/money'
import { fail } from '../../../../../src/shared/result'
import { settle } from '../../../../support/fakes/fake-clock'
import { makeInvoice, pubkeyOf, type MadeInvoice } from '../../../../support/fixtures/make-invoice'
import { openWallet, type OpenWallet } from '../../../../support/fakes/open-wallet'
import type { PayAnswer } from '../../../../../src/main/node-client/api'

const LISTS = { ...NO_CAPABILITIES, listPayments: true }
const AMOUNT = msat(2_500_000n)

function ready(): OpenWallet {
  const wallet = openWallet()
  wallet.node.becomeReady()
  return wallet
}

function send(
  { session }: OpenWallet,
  invoice: MadeInvoice,
  args: {
    readonly expectedAmountMsat?: Msat
    readonly confirmed?: boolean
    readonly retryUnknown?: boolean
    readonly messageId?: MessageId
  } = {}
) {
  const result = session.pay.send({
    invoice: invoice.text,
    expectedAmountMsat: AMOUNT,
    confirmed: false,
    retryUnknown: false,
    messageId: undefined,
    ...args
  })
  if (result instanceof Promise) throw new Error('send must not wait')
  return result
}

function payment({ session }: OpenWallet, paymentHash: PaymentHash): Payment {
  const details = session.activity.details({ key: `p:${paymentHash}` })
  if (details instanceof Promise || !details.ok || details.value.kind !== 'payment')
    throw new Error('no payment')
  return details.value.payment
}

/** Pays one invoice and lets the node answer. */
async function payAndAnswer(
  answer: PayAnswer,
  wallet = ready(),
  invoice = makeInvoice()
): Promise<OpenWallet> {
  expect(send(wallet, invoice).ok).toBe(true)
  wallet.node.pays.at(-1)?.answer(answer)
  await settle()
  return wallet
}

const UNKNOWN: PayAnswer = {
  kind: 'unknown',
  code: 'deadline',
  text: 'Deadline exceeded',
  said: 'connection'
}

describe('a payment', () => {
  it('returns its row in sending, on disk before the node is called', () => {
    const wallet = ready()
    const invoice = makeInvoice()
    expect(send(wallet, invoice)).toMatchObject({ ok: true, value: { state: 'sending', attempts: 1 } })
    expect(payment(wallet, invoice.paymentHash).state).toBe('sending')
    expect(wallet.node.pays.map(({ invoice: text }) => text)).toEqual([invoice.text])
  })

  it('is sent once for twenty concurrent clicks', () => {
    const wallet = ready()
    const invoice = makeInvoice()
    const results = Array.from({ length: 20 }, () => send(wallet, invoice))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results.slice(1).every((result) => !result.ok && result.error.code === 'already-sending')).toBe(
      true
    )
    expect(wallet.node.pays).toHaveLength(1)
  })

  it('is the same for the same invoice in upper case', () => {
    const wallet = ready()
    const invoice = makeInvoice()
    send(wallet, invoice)
    expect(send(wallet, { ...invoice, text: invoice.text.toUpperCase() })).toMatchObject({
      error: { code: 'already-sending' }
    })
  })

  it('never pays another invoice with the same payment hash, after a failure or by a retry', async () => {
    const small = makeInvoice({ amountMsat: 1_000n, description: 'One sat' })
    const large = makeInvoice()
    expect(large.paymentHash).toBe(small.paymentHash)
    for (const answer of [{ kind: 'failed', code: 'no-route', text: '' } as const, UNKNOWN]) {
      const wallet = ready()
      send(wallet, small, { expectedAmountMsat: msat(1_000n) })
      wallet.node.pays[0]?.answer(answer)
      await settle()
      expect(send(wallet, large, { retryUnknown: true })).toMatchObject({
        error: { code: 'other-invoice-same-hash' }
      })
      expect(wallet.node.pays.map(({ invoice }) => invoice)).toEqual([small.text])
      expect(payment(wallet, small.paymentHash)).toMatchObject({ amountMsat: 1_000n, invoice: small.text })
    }
  })

  it('of one invoice is shown on no other invoice', async () => {
    const small = makeInvoice({ amountMsat: 1_000n, description: 'One sat' })
    const wallet = ready()
    send(wallet, small, { expectedAmountMsat: msat(1_000n) })
    wallet.node.pays[0]?.answer({ kind: 'paid', preimage: small.preimage })
    await settle()
    expect(wallet.session.pay.inspect({ text: makeInvoice().text, messageId: undefined })).toMatchObject({
      value: {
        cards: [{ payment: undefined, verdict: { kind: 'refused', code: 'other-invoice-same-hash' } }]
      }
    })
  })

  it('keeps the preimage and verifies it against the payment hash', async () => {
    const invoice = makeInvoice()
    const wallet = await payAndAnswer({ kind: 'paid', preimage: invoice.preimage.toUpperCase() })
    expect(payment(wallet, invoice.paymentHash)).toMatchObject({
      state: 'succeeded',
      proof: 'verified',
      preimage: invoice.preimage
    })
    expect(wallet.told.ended.map(({ state }) => state)).toEqual(['succeeded'])
  })

  it('keeps an alarm if its preimage does not match, and is never offered again', async () => {
    const wrong = makeInvoice({ salt: 'another' }).preimage
    const wallet = await payAndAnswer({ kind: 'paid', preimage: wrong })
    const { paymentHash } = makeInvoice()
    expect(payment(wallet, paymentHash)).toMatchObject({
      state: 'succeeded',
      proof: 'mismatch',
      preimage: wrong
    })
    const page = wallet.session.activity.page({ filter: 'all', query: '', limit: 10 })
    expect(page).toMatchObject({ value: { rows: [{ alarm: true }] } })
    expect(send(wallet, makeInvoice(), { retryUnknown: true })).toMatchObject({
      error: { code: 'already-paid' }
    })
  })

  it('is unknown if the node answers OK without a preimage', async () => {
    const wallet = await payAndAnswer({ kind: 'paid', preimage: ' ' })
    expect(payment(wallet, makeInvoice().paymentHash)).toMatchObject({
      state: 'unknown',
      unknown: 'node-unclear'
    })
  })

  it('has no proof if the node only reports that it is paid', async () => {
    const wallet = await payAndAnswer({ kind: 'already-paid' })
    expect(payment(wallet, makeInvoice().paymentHash)).toMatchObject({
      state: 'succeeded',
      proof: 'unavailable'
    })
  })

  it('is failed if the node says so, keeps its text, and may be tried again', async () => {
    const wallet = await payAndAnswer({ kind: 'failed', code: 'no-route', text: 'Failed payment' })
    const { paymentHash } = makeInvoice()
    expect(payment(wallet, paymentHash)).toMatchObject({
      failure: 'no-route',
      nodeText: 'Failed payment',
      said: 'node'
    })
    expect(send(wallet, makeInvoice())).toMatchObject({ ok: true, value: { state: 'sending', attempts: 2 } })
    expect(payment(wallet, paymentHash)).toMatchObject({
      failure: undefined,
      nodeText: undefined,
      said: undefined
    })
  })

  it('is failed if the request never left', async () => {
    const wallet = await payAndAnswer({ kind: 'not-sent' })
    expect(payment(wallet, makeInvoice().paymentHash)).toMatchObject({ state: 'failed', failure: 'not-sent' })
  })

  it('is unknown if nothing proves its outcome, and is not sent a second time', async () => {
    const wallet = await payAndAnswer(UNKNOWN)
    expect(payment(wallet, makeInvoice().paymentHash)).toMatchObject({
      state: 'unknown',
      unknown: 'deadline'
    })
    expect(send(wallet, makeInvoice())).toMatchObject({ error: { code: 'outcome-unknown' } })
    expect(wallet.node.pays).toHaveLength(1)
    expect(wallet.told.ended.map(({ state }) => state)).toEqual(['unknown'])
  })

  it('is unknown while the node reports an attempt under way', async () => {
    const wallet = await payAndAnswer({ kind: 'in-flight' })
    expect(payment(wallet, makeInvoice().paymentHash)).toMatchObject({ unknown: 'still-in-flight' })
  })

  it('is paid without proof if the node reports that it was paid before', async () => {
    const wallet = await payAndAnswer({ kind: 'already-paid' })
    expect(payment(wallet, makeInvoice().paymentHash)).toMatchObject({
      state: 'succeeded',
      proof: 'unavailable'
    })
  })

  it('is unknown if the client breaks its contract and throws', async () => {
    const wallet = ready()
    wallet.node.payInvoice = () => Promise.reject(new Error('a bug'))
    send(wallet, makeInvoice())
    await settle()
    expect(payment(wallet, makeInvoice().paymentHash)).toMatchObject({ unknown: 'node-unclear' })
  })
})

describe('an unknown payment', () => {
  it('is sent again only if the person chooses to retry', async () => {
    const wallet = await payAndAnswer(UNKNOWN)
    expect(send(wallet, makeInvoice(), { retryUnknown: true })).toMatchObject({
      ok: true,
      value: { attempts: 2 }
    })
    expect(send(wallet, makeInvoice(), { retryUnknown: true })).toMatchObject({
      error: { code: 'already-sending' }
    })
    expect(wallet.node.pays).toHaveLength(2)
  })

  it.each<[string, PayAnswer, object]>([
    ['already paid settles both', { kind: 'already-paid' }, { state: 'succeeded', proof: 'unavailable' }],
    [
      'no route settles both',
      { kind: 'failed', code: 'no-route', text: 'Failed payment' },
      { state: 'failed' }
    ],
    [
      'a refusal says nothing about the first',
      { kind: 'failed', code: 'expired', text: 'invoice expired' },
      { state: 'unknown', unknown: 'deadline', nodeText: 'invoice expired', said: 'node' }
    ],
    [
      'a refused key says nothing about the first',
      { kind: 'failed', code: 'key-refused', text: 'no' },
      { state: 'unknown', unknown: 'deadline' }
    ],
    [
      'a request that never left says nothing about the first',
      { kind: 'not-sent' },
      { state: 'unknown', unknown: 'deadline' }
    ],
    ['in flight stays unknown', { kind: 'in-flight' }, { state: 'unknown', unknown: 'still-in-flight' }]
  ])('becomes on a retry: %s', async (_, answer, expected) => {
    const wallet = await payAndAnswer(UNKNOWN)
    send(wallet, makeInvoice(), { retryUnknown: true })
    wallet.node.pays[1]?.answer(answer)
    await settle()
    expect(payment(wallet, makeInvoice().paymentHash)).toMatchObject(expected)
  })

  it('is resolved by a node that lists its payments, without sending anything', async () => {
    const wallet = await payAndAnswer(UNKNOWN)
    const { paymentHash, preimage } = makeInvoice()
    wallet.node.becomeReady(LISTS)
    await wallet.clock.advance(1_000)
    expect(await wallet.session.pay.checkAgain({ paymentHash })).toMatchObject({
      ok: true,
      value: { payment: { state: 'unknown', checkedAt: 1_000 }, finding: 'not-listed' }
    })
    wallet.node.settled = { ok: true, value: [{ paymentHash, preimage }] }
    expect(await wallet.session.pay.checkAgain({ paymentHash })).toMatchObject({
      ok: true,
      value: { payment: { state: 'succeeded', proof: 'verified' }, finding: 'settled' }
    })
    expect(wallet.node.pays).toHaveLength(1)
  })

  it('cannot be settled if the list may not reach as far as the payment', async () => {
    const wallet = await payAndAnswer(UNKNOWN)
    wallet.node.becomeReady(LISTS)
    wallet.node.listMayBeCut = true
    expect(await wallet.session.pay.checkAgain({ paymentHash: makeInvoice().paymentHash })).toMatchObject({
      value: { payment: { state: 'unknown' }, finding: 'beyond-list' }
    })
  })

  it('cannot be settled if the list cannot be read', async () => {
    const wallet = await payAndAnswer(UNKNOWN)
    wallet.node.becomeReady(LISTS)
    wallet.node.settled = fail('bad-response')
    expect(await wallet.session.pay.checkAgain({ paymentHash: makeInvoice().paymentHash })).toMatchObject({
      error: { code: 'list-unreadable' }
    })
  })

  it('cannot be looked up at a node that does not list its payments', async () => {
    const wallet = await payAndAnswer(UNKNOWN)
    expect(await wallet.session.pay.checkAgain({ paymentHash: makeInvoice().paymentHash })).toMatchObject({
      error: { code: 'node-cannot-tell' }
    })
  })

  it('is the state of a payment that an earlier run left in sending', async () => {
    const first = ready()
    send(first, makeInvoice())
    const second = openWallet({ dbFile: first.dbFile })
    expect(payment(second, makeInvoice().paymentHash)).toMatchObject({
      state: 'unknown',
      unknown: 'wallet-stopped'
    })
  })
})

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

describe('a pay card', () => {
  it('warns if the payee is not the sender of the message', async () => {
    const wallet = ready()
    const invoice = makeInvoice({ payee: 'Mallory' })
    await wallet.node.deliver({
      id: 'm1',
      from: pubkeyOf('Mira'),
      data: new TextEncoder().encode(invoice.text)
    })
    const view = wallet.session.pay.inspect({ text: invoice.text, messageId: 'm1' as MessageId })
    expect(view).toMatchObject({ value: { cards: [{ warnings: ['payee-not-sender', 'payee-unknown'] }] } })
  })

  it('shows the petname of the payee and the state of an earlier attempt', async () => {
    const wallet = await payAndAnswer({ kind: 'failed', code: 'no-route', text: '' })
    void wallet.session.inbox.setSender({
      pubkey: pubkeyOf('Mira'),
      petname: 'Mira',
      muted: false,
      minSats: sat(0n)
    })
    expect(wallet.session.pay.get({ paymentHash: makeInvoice().paymentHash })).toMatchObject({
      value: {
        payeeName: 'Mira',
        warnings: ['earlier-attempt-failed'],
        verdict: { kind: 'one-click' },
        payment: { state: 'failed' }
      }
    })
  })
})
