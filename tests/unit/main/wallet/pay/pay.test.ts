import { describe, expect, it } from 'vitest'
import type { MessageId } from '../../../../../src/shared/domain/ids'
import { msat, sat } from '../../../../../src/shared/money'
import { settle } from '../../../../support/fakes/fake-clock'
import { makeInvoice, pubkeyOf } from '../../../../support/fixtures/make-invoice'
import { ready, send, payment, payAndAnswer, UNKNOWN } from './pay-setup'

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

  it('names the sender of the message, as the person calls them, also after the payment', async () => {
    const wallet = ready()
    const invoice = makeInvoice()
    const from = pubkeyOf('Mira')
    await wallet.node.deliver({ id: 'm1', from, data: new TextEncoder().encode(invoice.text) })
    void wallet.session.inbox.setSender({ pubkey: from, petname: 'Mira', muted: false, minSats: sat(0n) })
    const messageId = 'm1' as MessageId
    expect(wallet.session.pay.inspect({ text: invoice.text, messageId })).toMatchObject({
      value: { cards: [{ sender: { pubkey: from, name: 'Mira' } }] }
    })
    expect(wallet.session.pay.inspect({ text: invoice.text, messageId: undefined })).toMatchObject({
      value: { cards: [expect.not.objectContaining({ sender: expect.anything() as unknown }) as unknown] }
    })
    send(wallet, invoice, { messageId })
    expect(wallet.session.pay.get({ paymentHash: invoice.paymentHash })).toMatchObject({
      value: { sender: { name: 'Mira' } }
    })
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
