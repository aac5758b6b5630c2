import bolt11 from 'bolt11'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeInvoice, findInvoices, MAX_INVOICE_LENGTH } from '../../../../src/shared/bolt11'
import { PUBLIC_KEY, PRIVATE_KEY } from './make-invoice'
import { invoiceVectors } from './vectors'

const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const anyInvoice = fc.constantFrom(...invoiceVectors.map(({ invoice }) => invoice))
const anyHash = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('hex'))

/** A few cuts, insertions, repetitions and changes of case somewhere in an invoice. */
const mutated = fc
  .tuple(
    anyInvoice,
    fc.array(fc.tuple(fc.nat(700), fc.nat(40), fc.string({ maxLength: 5 }), fc.boolean()), { maxLength: 4 })
  )
  .map(([invoice, edits]) =>
    edits.reduce((text, [at, cut, inserted, upper]) => {
      const edited = text.slice(0, at) + inserted + text.slice(at + cut)
      return upper ? edited.toUpperCase() : edited
    }, invoice)
  )

describe('decodeInvoice with arbitrary input', () => {
  it('returns a value for any text, never an exception', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string().map((tail) => `lnbc1${tail}`)
        ),
        (text) => {
          expect(decodeInvoice(text).ok).toBe(false)
        }
      ),
      { numRuns: 1000 }
    )
  })

  it('returns a value for a mutilated invoice, never an exception', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        expect(typeof decodeInvoice(text).ok).toBe('boolean')
        expect(Array.isArray(findInvoices(text))).toBe(true)
      })
    )
  })

  it('refuses an invoice with one changed character at any position', () => {
    for (const { invoice } of invoiceVectors.filter(({ valid }) => valid)) {
      const random = fc.sample(fc.nat(ALPHABET.length - 2), { numRuns: invoice.length, seed: invoice.length })
      for (let at = 0; at < invoice.length; at++) {
        const others = [...ALPHABET].filter((character) => character !== invoice.charAt(at).toLowerCase())
        const other = others[random[at] ?? 0] ?? 'q'
        const exchanged = invoice === invoice.toUpperCase() ? other.toUpperCase() : other
        expect(decodeInvoice(invoice.slice(0, at) + exchanged + invoice.slice(at + 1)).ok).toBe(false)
      }
    }
  })

  it('refuses a text above the limit without reading it', () => {
    const decoded = decodeInvoice(`lnbc1${'q'.repeat(50_000_000)}`)
    expect(decoded).toEqual({ ok: false, error: { code: 'too-long' } })
    expect(MAX_INVOICE_LENGTH).toBe(7089)
  })
})

describe('decodeInvoice and another implementation', () => {
  const anyPurpose = fc.oneof(
    fc
      .string({ unit: 'grapheme', maxLength: 100 })
      .map((data) => ({ tagName: 'description' as const, data })),
    anyHash.map((data) => ({ tagName: 'purpose_commit_hash' as const, data }))
  )
  const features = {
    word_length: 4,
    var_onion_optin: { required: true, supported: false },
    payment_secret: { required: true, supported: false },
    basic_mpp: { required: false, supported: true }
  }

  it('reads what the other implementation writes', () => {
    fc.assert(
      fc.property(
        anyHash,
        anyHash,
        anyPurpose,
        fc.option(fc.bigInt({ min: 1n, max: 10_000_000_000_000n })),
        fc.integer({ min: 1, max: 2 ** 33 }),
        fc.integer({ min: 1, max: 2 ** 31 }),
        fc.integer({ min: 1, max: 10_000 }),
        (paymentHash, paymentSecret, purpose, amountMsat, timestamp, expirySeconds, minFinalCltvExpiry) => {
          const unsigned = bolt11.encode({
            ...(amountMsat === null ? {} : { millisatoshis: amountMsat.toString() }),
            timestamp,
            tags: [
              { tagName: 'payment_hash', data: paymentHash },
              { tagName: 'payment_secret', data: paymentSecret },
              purpose,
              { tagName: 'expire_time', data: expirySeconds },
              { tagName: 'min_final_cltv_expiry', data: minFinalCltvExpiry },
              { tagName: 'feature_bits', data: features }
            ]
          })
          const invoice = bolt11.sign(unsigned, Buffer.from(PRIVATE_KEY)).paymentRequest ?? ''
          const decoded = decodeInvoice(invoice)
          expect(decoded.ok && decoded.value).toMatchObject({
            network: 'mainnet',
            amountMsat: amountMsat ?? undefined,
            timestamp,
            paymentHash,
            paymentSecret,
            [purpose.tagName === 'description' ? 'description' : 'descriptionHash']: purpose.data,
            expirySeconds,
            minFinalCltvExpiry,
            featureBits: [8, 14, 17],
            payee: PUBLIC_KEY
          })
        }
      ),
      { numRuns: 60 }
    )
  })
})
