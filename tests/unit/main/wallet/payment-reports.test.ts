import { FEE_LIMIT } from '../../../support/fixtures/fee-limit'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { sat } from '../../../../src/shared/money'
import { NO_CAPABILITIES } from '../../../../src/shared/domain/node'
import type { Payment } from '../../../../src/shared/domain/payment'
import { msat } from '../../../../src/shared/money'
import { fail } from '../../../../src/shared/result'
import { openStore } from '../../../../src/main/store/open'
import { Pay } from '../../../../src/main/wallet/pay/pay'
import { PayOrders } from '../../../../src/main/wallet/pay/pay-orders'
import { PayCards } from '../../../../src/main/wallet/pay/pay-cards'
import { FakeClock, settle } from '../../../support/fakes/fake-clock'
import { makeInvoice } from '../../../support/fixtures/make-invoice'
import { NO_OTHER_ATTEMPTS, newDbFile, Told } from '../../../support/fakes/open-wallet'
import { ScriptedNode } from '../../../support/fakes/scripted-node'

const { text, paymentHash } = makeInvoice()

/** Only the use case, with a journal of its own. The tests pass it the reports of a node that tracks payments. */
function setUp() {
  const opened = openStore(newDbFile())
  if (!opened.ok) throw new Error(opened.error.code)
  const store = opened.value
  onTestFinished(() => {
    store.close()
  })
  const clock = new FakeClock()
  const scripted = new ScriptedNode(listener, {
    receive: () => Promise.resolve(),
    lastStoredId: () => undefined
  })
  const node = Object.assign(scripted, { ready: true, capabilities: NO_CAPABILITIES })
  const limits = () => ({ clickLimitSat: sat(10_000n), dayLimitSat: sat(100_000n), feeLimit: FEE_LIMIT })
  const orders = new PayOrders({
    otherAttempts: NO_OTHER_ATTEMPTS,
    store,
    clock,
    limits,
    network: undefined,
    isExtended: () => false
  })
  const cards = new PayCards({ otherAttempts: NO_OTHER_ATTEMPTS, store, clock, orders })
  const nothing = () => undefined
  const pay = new Pay({
    store,
    node,
    cards,
    orders,
    clock,
    began: nothing,
    ended: nothing,
    reportBug: nothing,
    changes: { payment: nothing, invoice: nothing, message: nothing, conversations: nothing }
  })
  const send = (retryUnknown = false) => {
    const sent = pay.send({
      invoice: text,
      expectedAmountMsat: msat(2_500_000n),
      confirmed: false,
      retryUnknown,
      messageId: undefined
    })
    expect(sent).toMatchObject({ ok: true })
  }
  const now = (): Payment => {
    const payment = store.payments.get(paymentHash)
    if (payment === undefined) throw new Error('no payment')
    return payment
  }
  const answer = async (attempt: number) => {
    node.pays[attempt]?.answer({ kind: 'unknown', code: 'deadline', text: '', said: 'connection' })
    await settle()
  }
  return { pay, send, answer, now, store, clock }
}

const listener = Object.assign(new Told(), {
  stateChanged: () => undefined,
  nodeNamed: () => true,
  streamOpened: () => undefined,
  streamLost: () => undefined,
  streamReplays: () => undefined,
  capabilitiesChanged: () => undefined,
  frameRejected: () => undefined
})

describe('the report that a payment failed', () => {
  it('turns an unknown outcome into failed with its reason', async () => {
    const { pay, send, answer, now } = setUp()
    send()
    await answer(0)
    pay.apply(now(), { kind: 'failed', code: 'no-route', text: 'FAILURE_REASON_NO_ROUTE' })
    expect(now()).toMatchObject({
      state: 'failed',
      failure: 'no-route',
      nodeText: 'FAILURE_REASON_NO_ROUTE'
    })
  })

  it('changes nothing about a retry that began after the question', async () => {
    const { pay, send, answer, now } = setUp()
    send()
    await answer(0)
    const asked = now()
    send(true)
    pay.apply(asked, { kind: 'failed', code: 'no-route', text: '' })
    expect(now().state).toBe('sending')
    await answer(1)
    pay.apply(asked, { kind: 'failed', code: 'no-route', text: '' })
    expect(now().state).toBe('unknown')
  })

  it('changes nothing about a retry that began while it could not be written', async () => {
    const { pay, send, answer, now, store, clock } = setUp()
    send()
    await answer(0)
    const write = store.write.bind(store)
    vi.spyOn(store, 'write')
      .mockImplementationOnce((work) => write(work))
      .mockReturnValueOnce(fail('store-failed'))
    pay.apply(now(), { kind: 'failed', code: 'no-route', text: '' })
    expect(now().state).toBe('unknown')
    send(true)
    await clock.advance(10_000)
    expect(now()).toMatchObject({ state: 'sending', attempts: 2 })
  })
})
