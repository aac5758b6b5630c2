import { describe, expect, it, vi } from 'vitest'
import { msat } from '../../../../../src/shared/money'
import { ok, type Result } from '../../../../../src/shared/result'
import type { NodeFailureCode, TrackedPayment } from '../../../../../src/main/node-client/api'
import { makeInvoice } from '../../../../support/fixtures/make-invoice'
import { payment, ready, send, TRACKS } from './pay-setup'

const made = makeInvoice()
const { paymentHash, preimage } = made
const SUCCEEDED: TrackedPayment = {
  ...{ state: 'succeeded', preimage },
  feeMsat: msat(2_400n),
  amountMsat: msat(2_500_000n),
  succeededAt: undefined
}
const HELD = { height: 912_345, at: 1_800_000_000_000 }

describe('a payment that is held while it is sending', () => {
  it('shows after 15 seconds until when it can settle, updates that each minute, and stays sending', async () => {
    const wallet = ready(TRACKS)
    expect(send(wallet, made)).toMatchObject({ ok: true })
    wallet.node.track = () => ok({ state: 'in-flight', latestReturn: HELD })
    await wallet.clock.advance(14_999)
    expect(wallet.node.tracked).toEqual([])
    await wallet.clock.advance(1)
    expect(payment(wallet, paymentHash)).toMatchObject({
      state: 'sending',
      latestReturn: HELD,
      checkedAt: undefined
    })
    expect(wallet.told.changes.at(-1)?.payments).toMatchObject([{ state: 'sending', latestReturn: HELD }])
    await wallet.clock.advance(60_000)
    expect(wallet.node.tracked).toHaveLength(2)
    wallet.node.pays[0]?.answer({ kind: 'paid', preimage, feeMsat: msat(0n) })
    await wallet.clock.advance(120_000)
    expect(payment(wallet, paymentHash)).toMatchObject({ state: 'succeeded', latestReturn: undefined })
    expect(wallet.node.tracked).toHaveLength(2)
  })

  it('is not shown as held any more once the node reports no held part', async () => {
    const wallet = ready(TRACKS)
    expect(send(wallet, made)).toMatchObject({ ok: true })
    wallet.node.track = () => ok({ state: 'in-flight', latestReturn: HELD })
    await wallet.clock.advance(15_000)
    wallet.node.track = () => ok({ state: 'in-flight', latestReturn: undefined })
    await wallet.clock.advance(60_000)
    expect(payment(wallet, paymentHash)).toMatchObject({ state: 'sending', latestReturn: undefined })
    expect(wallet.told.changes.at(-1)?.payments).toMatchObject([
      { state: 'sending', latestReturn: undefined }
    ])
  })

  it('is not shown as held by a late report about an earlier attempt', async () => {
    const wallet = ready(TRACKS)
    expect(send(wallet, made)).toMatchObject({ ok: true })
    let report: (tracked: Result<TrackedPayment, NodeFailureCode>) => void = () => undefined
    const late = new Promise<Result<TrackedPayment, NodeFailureCode>>((resolve) => (report = resolve))
    const { node } = wallet
    const tracking = vi.spyOn(node, 'trackPayment').mockReturnValueOnce(late)
    await wallet.clock.advance(15_000)
    expect(tracking).toHaveBeenCalledOnce()
    node.pays[0]?.answer({ kind: 'not-sent' })
    await wallet.clock.advance(0)
    expect(send(wallet, made)).toMatchObject({ ok: true })
    report(ok({ state: 'in-flight', latestReturn: HELD }))
    await wallet.clock.advance(0)
    expect(payment(wallet, paymentHash)).toMatchObject({
      state: 'sending',
      attempts: 2,
      latestReturn: undefined
    })
  })

  it('is not looked up any more after the wallet closed', async () => {
    const wallet = ready(TRACKS)
    expect(send(wallet, made)).toMatchObject({ ok: true })
    await wallet.session.close()
    await wallet.clock.advance(600_000)
    expect(wallet.node.tracked).toEqual([])
    expect(wallet.bugs).toEqual([])
  })

  it('is not settled by a lookup', async () => {
    for (const track of [SUCCEEDED, { state: 'failed', text: 'FAILURE_REASON_NO_ROUTE' }] as const) {
      const wallet = ready(TRACKS)
      expect(send(wallet, made)).toMatchObject({ ok: true })
      wallet.node.track = () => ok(track)
      await wallet.clock.advance(20_000)
      expect(wallet.node.tracked).toHaveLength(1)
      expect(payment(wallet, paymentHash)).toMatchObject({ state: 'sending', latestReturn: undefined })
    }
  })
})
