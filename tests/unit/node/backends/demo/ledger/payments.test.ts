import { describe, expect, it } from 'vitest'
import type { Channel } from '../../../../../../src/node/backends/demo/ledger/channels'
import type { Ledger } from '../../../../../../src/node/backends/demo/ledger/ledger'
import { NOW, peerInvoice, testLedger } from './support'

function channelTo(ledger: Ledger, name: string): Channel | undefined {
  return ledger.channels.all().find(({ peer }) => peer.name === name)
}

describe('a payment of the ledger', () => {
  it('locks the amount while it is in flight and transfers it at the end', async () => {
    const ledger = testLedger()
    const { bolt11, preimage } = peerInvoice(ledger, 'Jonas', 1_000_000n)
    ledger.payments.hold()
    const paying = ledger.payments.pay(bolt11)
    expect(channelTo(ledger, 'Jonas')).toMatchObject({
      localMsat: 349_000_000n,
      remoteMsat: 450_000_000n,
      pendingMsat: 1_000_000n
    })
    ledger.payments.release(true)
    expect(await paying).toEqual({ ok: true, value: preimage })
    expect(channelTo(ledger, 'Jonas')).toMatchObject({ remoteMsat: 451_000_000n, pendingMsat: 0n })
  })

  it('returns the amount if it fails', async () => {
    const ledger = testLedger()
    ledger.payments.hold()
    const paying = ledger.payments.pay(peerInvoice(ledger, 'Jonas', 1_000_000n).bolt11)
    ledger.payments.release(false)
    expect(await paying).toMatchObject({ ok: false, error: { detail: 'Failed payment' } })
    expect(channelTo(ledger, 'Jonas')).toMatchObject({ localMsat: 350_000_000n, pendingMsat: 0n })
  })

  it('is made once for parallel requests', async () => {
    const ledger = testLedger()
    const { bolt11, paymentHash } = peerInvoice(ledger, 'Jonas', 1_000n)
    const answers = await Promise.all(Array.from({ length: 10 }, () => ledger.payments.pay(bolt11)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(ledger.payments.byHash(paymentHash)?.executions).toBe(1)
  })

  it('is the same for an invoice in upper case', async () => {
    const ledger = testLedger()
    const { bolt11 } = peerInvoice(ledger, 'Jonas', 1_000n)
    expect(await ledger.payments.pay(bolt11.toUpperCase())).toMatchObject({ ok: true })
    expect(await ledger.payments.pay(bolt11)).toMatchObject({ error: { detail: 'invoice is already paid' } })
  })

  it('checks the expiry first, like LND: an expired invoice reveals nothing about an earlier payment', async () => {
    let now = NOW
    const ledger = testLedger({ now: () => now })
    const { bolt11 } = peerInvoice(ledger, 'Jonas', 1_000n)
    await ledger.payments.pay(bolt11)
    now += 3_600_000
    expect(await ledger.payments.pay(bolt11)).toMatchObject({
      error: { detail: 'invoice expired. Valid until 2022-05-01 13:00:00 +0000 UTC' }
    })
  })

  it('fails for a hash that the payee does not know', async () => {
    const ledger = testLedger()
    const other = testLedger({ entropy: () => new Uint8Array(32).fill(7) })
    const { bolt11 } = peerInvoice(other, 'Mira', 1_000n)
    expect(await ledger.payments.pay(bolt11)).toMatchObject({ error: { detail: 'Failed payment' } })
    expect(channelTo(ledger, 'Mira')?.pendingMsat).toBe(0n)
  })

  it('is refused for a text that is not an invoice', async () => {
    const ledger = testLedger()
    expect(await ledger.payments.pay('lnbcrt1nonsense')).toMatchObject({
      ok: false,
      error: { code: 'refused', detail: 'invalid index of 1' }
    })
    expect(ledger.payments.all()).toEqual([])
  })
})
