import { describe, expect, it } from 'vitest'
import { endedAtOf } from '../../../../../src/shared/domain/payment'
import { msat } from '../../../../../src/shared/money'
import { fail, ok } from '../../../../../src/shared/result'
import type { PayAnswer, TrackedPayment } from '../../../../../src/main/node-client/api'
import { makeInvoice } from '../../../../support/fixtures/make-invoice'
import { openWallet, type OpenWallet } from '../../../../support/fakes/open-wallet'
import { payment, send, TRACKS } from './pay-setup'

const UNKNOWN: PayAnswer = { kind: 'unknown', code: 'connection-broke', text: '', said: 'connection' }
const made = makeInvoice()
const { paymentHash, preimage } = made
const SUCCEEDED: TrackedPayment = {
  ...{ state: 'succeeded', preimage },
  feeMsat: msat(2_400n),
  amountMsat: msat(2_500_000n),
  succeededAt: undefined
}

/** A wallet whose one payment ended like this, at a node with the extension. */
async function paid(answer: PayAnswer): Promise<OpenWallet> {
  const wallet = openWallet({ random: () => 0.99 })
  wallet.node.becomeReady(TRACKS)
  expect(send(wallet, made)).toMatchObject({ ok: true })
  wallet.node.pays.at(-1)?.answer(answer)
  await wallet.clock.advance(0)
  return wallet
}

describe('a payment at a node that tracks payments', () => {
  it('is sent with the largest acceptable fee, and keeps the fee that it cost', async () => {
    const wallet = await paid({ kind: 'paid', preimage, feeMsat: msat(2_400n) })
    expect(wallet.node.pays[0]).toMatchObject({ amountMsat: undefined, feeLimitMsat: 25_000n })
    expect(payment(wallet, paymentHash)).toMatchObject({
      state: 'succeeded',
      proof: 'verified',
      feeMsat: 2_400n
    })
    // 2,500 sats and 2.4 sats of fee.
    expect(wallet.session.state.oneClickSpentSat).toBe(2_503n)
  })

  it('counts with the largest fee while its outcome is unknown', async () => {
    const wallet = await paid(UNKNOWN)
    expect(wallet.session.state.oneClickSpentSat).toBe(2_525n)
  })

  it('is proven with its fee as soon as the connection is back', async () => {
    const wallet = await paid(UNKNOWN)
    wallet.node.lose()
    wallet.node.track = () => ok(SUCCEEDED)
    wallet.node.becomeReady(TRACKS)
    await wallet.clock.advance(0)
    expect(payment(wallet, paymentHash)).toMatchObject({
      ...{ state: 'succeeded', proof: 'verified', preimage, feeMsat: 2_400n, learnedLate: true }
    })
    expect(wallet.node.pays).toHaveLength(1)
    expect(wallet.session.state.oneClickSpentSat).toBe(2_503n)
  })

  /** A second after the attempt the node says when it was paid: `reported` milliseconds after the attempt began. */
  const paidWithClock = async (reported: number) => {
    const wallet = await paid(UNKNOWN)
    const { sentAt } = payment(wallet, paymentHash)
    wallet.node.lose()
    await wallet.clock.advance(1000)
    wallet.node.track = () => ok({ ...SUCCEEDED, succeededAt: sentAt + reported })
    wallet.node.becomeReady(TRACKS)
    await wallet.clock.advance(0)
    return payment(wallet, paymentHash)
  }

  it('keeps when it was paid, between the first attempt and now whatever the clock of the node says', async () => {
    for (const { reported, kept } of [
      { reported: 700, kept: 700 },
      { reported: -60_000, kept: 0 },
      { reported: 60_000, kept: 1000 }
    ]) {
      const found = await paidWithClock(reported)
      const { sentAt } = found
      expect(found).toMatchObject({ paidAt: sentAt + kept, learnedLate: true, settledAt: sentAt + 1000 })
      expect(endedAtOf(found)).toBe(sentAt + kept)
    }
  })

  it('keeps no time of a clock that is wrong, because it would be invented', async () => {
    for (const reported of [-300_001, 302_001]) {
      expect(endedAtOf(await paidWithClock(reported)), String(reported)).toBeUndefined()
    }
  })

  it('raises the alarm if the preimage does not hash to the payment hash', async () => {
    const wallet = await paid(UNKNOWN)
    wallet.node.track = () => ok({ ...SUCCEEDED, preimage: 'ab'.repeat(32) })
    await wallet.clock.advance(5_000)
    expect(payment(wallet, paymentHash)).toMatchObject({ state: 'succeeded', proof: 'mismatch' })
  })

  it('gets its proof and its fee if the node only reported that it is paid', async () => {
    const wallet = await paid({ kind: 'already-paid' })
    expect(payment(wallet, paymentHash)).toMatchObject({ proof: 'unavailable' })
    wallet.node.track = () => ok(SUCCEEDED)
    await wallet.clock.advance(5_000)
    expect(payment(wallet, paymentHash)).toMatchObject({ proof: 'verified', feeMsat: 2_400n })
  })

  it('has failed if the node says so, with the reason', async () => {
    const wallet = await paid(UNKNOWN)
    wallet.node.track = () => ok({ state: 'failed', text: 'FAILURE_REASON_NO_ROUTE' })
    await wallet.clock.advance(5_000)
    expect(payment(wallet, paymentHash)).toMatchObject({ state: 'failed', failure: 'no-route' })
  })

  it('is pending while it is under way, and shows until when it can settle', async () => {
    const wallet = await paid(UNKNOWN)
    const latestReturn = { height: 912_345, at: 1_800_000_000_000 }
    wallet.node.track = () => ok({ state: 'in-flight', latestReturn })
    await wallet.clock.advance(5_000)
    expect(payment(wallet, paymentHash)).toMatchObject({
      state: 'unknown',
      unknown: 'still-in-flight',
      latestReturn
    })
    expect(send(wallet, made)).toMatchObject({ error: { code: 'outcome-unknown' } })
    wallet.node.track = () => ok(SUCCEEDED)
    await wallet.clock.advance(60_000)
    expect(payment(wallet, paymentHash)).toMatchObject({ state: 'succeeded', latestReturn: undefined })
  })

  it('stays unknown if the node does not know it, because the request may still be under way', async () => {
    const wallet = await paid(UNKNOWN)
    await wallet.clock.advance(3_600_000)
    expect(wallet.node.tracked.length).toBeGreaterThan(3)
    expect(payment(wallet, paymentHash)).toMatchObject({ state: 'unknown', unknown: 'connection-broke' })
  })

  describe('whose invoice has expired, if the node does not know it', () => {
    const UNTIL_REFUSED_MS = 3_600_000 + 12 * 60_000
    const earlier = makeInvoice({ salt: 'earlier' })

    /** A wallet that paid another invoice before, with proof, and whose payment has an unknown outcome. */
    async function paidBefore(): Promise<OpenWallet> {
      const wallet = openWallet({ random: () => 0.99 })
      wallet.node.becomeReady(TRACKS)
      expect(send(wallet, earlier)).toMatchObject({ ok: true })
      wallet.node.pays.at(-1)?.answer({ kind: 'paid', preimage: earlier.preimage })
      await wallet.clock.advance(1_000)
      expect(send(wallet, made)).toMatchObject({ ok: true })
      wallet.node.pays.at(-1)?.answer(UNKNOWN)
      await wallet.clock.advance(0)
      return wallet
    }

    it('has failed if the node still knows an earlier payment', async () => {
      const wallet = await paidBefore()
      wallet.node.track = (hash) =>
        ok(hash === earlier.paymentHash ? { ...SUCCEEDED, preimage: earlier.preimage } : { state: 'unknown' })
      await wallet.clock.advance(UNTIL_REFUSED_MS)
      expect(payment(wallet, paymentHash)).toMatchObject({ state: 'failed', failure: 'not-begun' })
    })

    it('stays unknown if the node knows no earlier payment any more', async () => {
      const wallet = await paidBefore()
      await wallet.clock.advance(UNTIL_REFUSED_MS)
      expect(wallet.node.tracked).toContain(earlier.paymentHash)
      expect(payment(wallet, paymentHash)).toMatchObject({ state: 'unknown', unknown: 'connection-broke' })
      expect(await wallet.session.pay.checkAgain({ paymentHash })).toMatchObject({
        value: { finding: 'no-trace' }
      })
    })

    it('stays unknown if the node proved payments only after it', async () => {
      const wallet = await paid(UNKNOWN)
      expect(send(wallet, earlier)).toMatchObject({ ok: true })
      wallet.node.pays.at(-1)?.answer({ kind: 'paid', preimage: earlier.preimage })
      wallet.node.track = (hash) =>
        ok(hash === earlier.paymentHash ? { ...SUCCEEDED, preimage: earlier.preimage } : { state: 'unknown' })
      await wallet.clock.advance(UNTIL_REFUSED_MS)
      expect(payment(wallet, paymentHash).state).toBe('unknown')
    })
  })

  it('stays unknown as a retry while the failure may be that of the previous attempt', async () => {
    const wallet = await paid({ kind: 'failed', code: 'no-route', text: '' })
    expect(send(wallet, made)).toMatchObject({ ok: true })
    wallet.node.pays.at(-1)?.answer(UNKNOWN)
    wallet.node.track = () => ok({ state: 'failed', text: 'FAILURE_REASON_NO_ROUTE' })
    await wallet.clock.advance(30_000)
    expect(payment(wallet, paymentHash).state).toBe('unknown')
    await wallet.clock.advance(60_000)
    expect(payment(wallet, paymentHash).state).toBe('failed')
  })

  it('stays unknown if the node does not answer, and is asked again', async () => {
    const wallet = await paid(UNKNOWN)
    wallet.node.track = () => fail('deadline')
    await wallet.clock.advance(60_000)
    expect(payment(wallet, paymentHash).state).toBe('unknown')
    wallet.node.track = () => ok(SUCCEEDED)
    await wallet.clock.advance(60_000)
    expect(payment(wallet, paymentHash).state).toBe('succeeded')
  })
})
