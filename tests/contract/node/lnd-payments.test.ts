import { status } from '@grpc/grpc-js'
import { describe, expect, it, onTestFinished } from 'vitest'
import { LndClient } from '../../../src/node/backends/lnd/lnd-client'
import { LndPayments } from '../../../src/node/backends/lnd/payments'
import { msat } from '../../../src/shared/money'
import { makeInvoice } from '../../support/fixtures/make-invoice'
import { INFO, Refusal, runScriptedLnd, type ScriptedLnd } from '../../support/fakes/scripted-lnd'

const SEND = 'routerrpc.Router/SendPaymentV2'
const TRACK = 'routerrpc.Router/TrackPaymentV2'
const { text: bolt11, paymentHash, preimage } = makeInvoice()
const open = makeInvoice({ salt: 'open', amountMsat: undefined })

const notInitiated = () => {
  throw new Refusal("payment isn't initiated", status.NOT_FOUND)
}

/** A payment as LND reports it. `begun`: its time, which distinguishes attempts. */
function payment(state: string, begun: number, terms: Record<string, unknown> = {}) {
  return {
    payment_hash: paymentHash,
    payment_preimage: state === 'SUCCEEDED' ? preimage : '',
    value_msat: '2500000',
    fee_msat: '3000',
    status: state,
    failure_reason: state === 'FAILED' ? 'FAILURE_REASON_NO_ROUTE' : 'FAILURE_REASON_NONE',
    creation_time_ns: begun.toString(),
    ...terms
  }
}

async function payments(): Promise<{ lnd: ScriptedLnd; payments: LndPayments }> {
  const lnd = await runScriptedLnd()
  const access = { address: lnd.address, cert: lnd.certificate.cert, macaroon: lnd.admin }
  const client = new LndClient(() => access)
  onTestFinished(() => client.close())
  lnd.script[TRACK] = notInitiated
  return { lnd, payments: new LndPayments(client, { pubkey: lnd.pubkey }) }
}

describe('a payment through LND', () => {
  it('may have left if LND refused the request with a text about its macaroon', async () => {
    const { lnd, payments: paying } = await payments()
    lnd.script[SEND] = () => {
      // The payment begins, and then the call fails.
      lnd.script[TRACK] = () => payment('SUCCEEDED', 1)
      throw new Refusal('signature verification failed')
    }
    expect(await paying.pay({ bolt11 })).toEqual({ ok: true, value: { preimage, feeMsat: 3_000n } })
  })

  it('is certainly not sent if LND is locked when the request arrives', async () => {
    const { lnd, payments: paying } = await payments()
    lnd.script[SEND] = () => {
      throw new Refusal('wallet locked, unlock it to enable full RPC access')
    }
    expect(await paying.pay({ bolt11 })).toMatchObject({
      error: { code: 'locked', detail: 'Nothing was sent: LND is locked' }
    })
  })

  it('is not sent through another LND than the first one of this run', async () => {
    const { lnd, payments: paying } = await payments()
    lnd.script['lnrpc.Lightning/GetInfo'] = () => ({ ...INFO, identity_pubkey: `03${'cd'.repeat(32)}` })
    expect(await paying.pay({ bolt11 })).toMatchObject({
      error: { detail: 'Nothing was sent: LND cannot be reached' }
    })
    expect(lnd.callsOf(SEND)).toEqual([])
  })

  it('does not succeed with the preimage of another payment', async () => {
    const { lnd, payments: paying } = await payments()
    const other = makeInvoice({ salt: 'other' })
    lnd.script[SEND] = () =>
      payment('SUCCEEDED', 1, { payment_hash: other.paymentHash, payment_preimage: other.preimage })
    expect(await paying.pay({ bolt11 })).toMatchObject({ error: { code: 'unreachable' } })
  })

  it('is not reported as failed because of an earlier attempt, once its own request may have left', async () => {
    const { lnd, payments: paying } = await payments()
    const track = () => paying.track(paymentHash)
    lnd.script[TRACK] = () => payment('FAILED', 1)
    expect(await track()).toMatchObject({ value: { state: 'failed' } })
    lnd.script[SEND] = () => {
      throw new Refusal('transport is closing', status.UNAVAILABLE)
    }
    expect(await paying.pay({ bolt11 })).toMatchObject({ error: { code: 'unreachable' } })
    expect(await track()).toMatchObject({ value: { state: 'unknown' } })
    // LND has begun it after all.
    lnd.script[TRACK] = () => payment('FAILED', 2)
    expect(await track()).toMatchObject({ value: { state: 'failed' } })
  })
})

describe('a payment of an amount that the payer chooses', () => {
  const pay = (paying: LndPayments, amount: bigint) =>
    paying.pay({ bolt11: open.text, amountMsat: msat(amount) })
  const one = (state: string) =>
    payment(state, 1, {
      payment_hash: open.paymentHash,
      payment_preimage: state === 'SUCCEEDED' ? open.preimage : '',
      value_msat: '1000'
    })

  it('does not get the proof of a payment of another amount', async () => {
    const { lnd, payments: paying } = await payments()
    lnd.script[TRACK] = () => one('SUCCEEDED')
    expect(await pay(paying, 1_000n)).toMatchObject({ ok: true })
    expect(await pay(paying, 5_000n)).toMatchObject({
      error: {
        code: 'other-amount',
        detail: 'Nothing was sent: another amount was paid for this payment hash'
      }
    })
    expect(lnd.callsOf(SEND)).toEqual([])
  })

  it('does not join one of another amount that is under way', async () => {
    const { lnd, payments: paying } = await payments()
    lnd.script[SEND] = () => 'silent'
    const first = pay(paying, 1_000n)
    await expect.poll(() => lnd.callsOf(SEND).length).toBe(1)
    const inTransition = { error: { code: 'in-transition', detail: 'payment is in transition' } }
    expect(await pay(paying, 5_000n)).toMatchObject(inTransition)
    lnd.script[TRACK] = () => one('IN_FLIGHT')
    expect(await pay(paying, 5_000n)).toMatchObject(inTransition)
    lnd.stop()
    lnd.script[TRACK] = () => one('SUCCEEDED')
    await lnd.start()
    expect(await first).toMatchObject({ ok: true })
    expect(lnd.callsOf(SEND)).toHaveLength(1)
  })
})
