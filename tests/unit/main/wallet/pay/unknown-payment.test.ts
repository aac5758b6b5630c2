import { describe, expect, it } from 'vitest'
import { NO_CAPABILITIES } from '../../../../../src/shared/domain/node'
import { fail } from '../../../../../src/shared/result'
import { settle } from '../../../../support/fakes/fake-clock'
import { makeInvoice } from '../../../../support/fixtures/make-invoice'
import { openWallet } from '../../../../support/fakes/open-wallet'
import type { PayAnswer } from '../../../../../src/main/node-client/api'
import { ready, send, payment, payAndAnswer, UNKNOWN } from './pay-setup'

const LISTS = { ...NO_CAPABILITIES, listPayments: true }

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
