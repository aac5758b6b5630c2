import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import bolt11 from 'bolt11'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Ledger } from '../../../../../../src/node/backends/demo/ledger/ledger'
import { decodeInvoice } from '../../../../../../src/shared/bolt11'
import { msat, sat, satToMsat } from '../../../../../../src/shared/money'
import { NOW, peer, peerInvoice, testLedger } from './support'

describe('the ledger', () => {
  it('has named peers with keys of their own and channels to them', () => {
    const ledger = testLedger()
    expect(ledger.peers.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Mira', 'Jonas', 'Ostkurier', 'Riso Print Co-op', 'Hackerspace Lab'])
    )
    expect(new Set([ledger.identity.pubkey, ...ledger.peers.map(({ pubkey }) => pubkey)]).size).toBe(7)
    expect(ledger.channels.all().filter(({ localMsat }) => localMsat > 0n).length).toBeGreaterThanOrEqual(3)
  })

  it('is the same for the same seed, invoice for invoice', () => {
    const [first, second] = [testLedger(), testLedger()]
    for (const ledger of [first, second]) ledger.generateInvoice(satToMsat(sat(5n)), 'x')
    expect(second.identity.pubkey).toBe(first.identity.pubkey)
    expect(second.ownInvoices()).toEqual(first.ownInvoices())
  })

  it('creates invoices that another decoder reads and whose hash is that of the preimage', () => {
    const ledger = testLedger()
    const generated = ledger.generateInvoice(satToMsat(sat(2_500n)), 'ein Kaffee ☕')
    if (!generated.ok) throw new Error(generated.error.detail)
    const { bolt11: text, preimage, paymentHash } = generated.value
    expect(bytesToHex(sha256(hexToBytes(preimage)))).toBe(paymentHash)
    const decoded = bolt11.decode(text)
    expect(decoded).toMatchObject({
      satoshis: 2_500,
      payeeNodeKey: ledger.identity.pubkey,
      timestamp: NOW / 1000
    })
    expect(Object.fromEntries(decoded.tags.map(({ tagName, data }) => [tagName, data]))).toMatchObject({
      payment_hash: paymentHash,
      description: 'ein Kaffee ☕',
      expire_time: 3_600
    })
  })

  it('never creates the same invoice twice', () => {
    const ledger = testLedger()
    const hashes = [1, 2, 3].map(() => {
      const generated = ledger.generateInvoice(satToMsat(sat(1n)), 'same')
      return generated.ok ? generated.value.paymentHash : undefined
    })
    expect(new Set(hashes).size).toBe(3)
  })

  it('sets features that a strict payer accepts: a payment secret, required', () => {
    const ledger = testLedger()
    const decoded = decodeInvoice(peerInvoice(ledger, 'Mira', 1000n).bolt11)
    expect(decoded).toMatchObject({ ok: true, value: { featureBits: [8, 14, 17], minFinalCltvExpiry: 80 } })
  })
})

describe('a payment of a peer', () => {
  it('is made once, by a peer that can afford it', () => {
    const ledger = testLedger()
    const generated = ledger.generateInvoice(satToMsat(sat(700_000n)), '')
    const text = generated.ok ? generated.value.bolt11 : ''
    expect(ledger.receive(text, undefined, 'Mira')).toMatchObject({ ok: false })
    expect(ledger.receive(text)).toMatchObject({ ok: true, value: { payer: { name: 'Ostkurier' } } })
    expect(ledger.receive(text)).toMatchObject({ error: { detail: 'invoice is already paid' } })
  })

  it('needs an amount if the invoice has none', () => {
    const ledger = testLedger()
    const generated = ledger.generateInvoice(undefined, '')
    const text = generated.ok ? generated.value.bolt11 : ''
    expect(ledger.receive(text)).toMatchObject({ ok: false })
    expect(ledger.receive(text, msat(5_000n))).toMatchObject({ ok: true, value: { amountMsat: 5_000n } })
    expect(ledger.checkInvoice(text)).toMatchObject({ ok: true, value: { paid: { amountMsat: 5_000n } } })
  })

  it('is refused for an expired invoice', () => {
    let now = NOW
    const ledger = testLedger({ now: () => now })
    const generated = ledger.generateInvoice(satToMsat(sat(1n)), '')
    now += 3_600_000
    expect(ledger.receive(generated.ok ? generated.value.bolt11 : '')).toMatchObject({ ok: false })
  })
})

describe('the balances', () => {
  const totals = (ledger: Ledger) =>
    ledger.channels
      .all()
      .map(({ localMsat, remoteMsat, pendingMsat }) => localMsat + remoteMsat + pendingMsat)

  const step = fc.record({
    what: fc.constantFrom('pay', 'receive', 'keysend', 'message'),
    name: fc.constantFrom('Mira', 'Jonas', 'Hackerspace Lab', 'Tallinn exit'),
    amount: fc.bigInt({ min: 1n, max: 900_000n })
  })

  it('keep their sum, whatever is paid in any order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const ledger = testLedger()
        const before = totals(ledger)
        for (const { what, name, amount } of steps) {
          if (what === 'pay') await ledger.payments.pay(peerInvoice(ledger, name, amount * 1000n).bolt11)
          else if (what === 'receive') {
            const own = ledger.generateInvoice(satToMsat(sat(amount)), '')
            if (own.ok) ledger.receive(own.value.bolt11, undefined, name)
          } else if (what === 'keysend') ledger.sendKeysend(peer(ledger, name), msat(amount * 1000n))
          else ledger.receiveKeysend(peer(ledger, name), msat(amount * 1000n))
        }
        expect(totals(ledger)).toEqual(before)
        for (const { localMsat, remoteMsat, pendingMsat } of ledger.channels.all()) {
          expect(localMsat >= 0n && remoteMsat >= 0n).toBe(true)
          expect(pendingMsat).toBe(0n)
        }
      }),
      { numRuns: 25 }
    )
  })
})
