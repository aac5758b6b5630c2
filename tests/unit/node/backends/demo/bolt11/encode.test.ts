import bolt11 from 'bolt11'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeInvoice, type InvoiceToEncode } from '../../../../../../src/node/backends/demo/bolt11/encode'
import { decodeInvoice } from '../../../../../../src/shared/bolt11'
import type { Network } from '../../../../../../src/shared/domain/network'
import { PRIVATE_KEY, PUBLIC_KEY } from '../../../../shared/bolt11/make-invoice'

const SAMPLE: InvoiceToEncode = {
  network: 'regtest',
  amountMsat: 2_500_000n,
  timestamp: 1_700_000_000,
  paymentHash: '01'.repeat(32),
  paymentSecret: '02'.repeat(32),
  description: '1 cup coffee',
  expirySeconds: 3600,
  minFinalCltvExpiry: 80,
  featureBits: [8, 14, 17],
  privateKey: PRIVATE_KEY
}

const anyHash = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('hex'))
const description = fc
  .string({ unit: 'grapheme', maxLength: 200 })
  .filter((text) => new TextEncoder().encode(text).length <= 639)
const purpose = fc.oneof(
  description.map((text) => ({ description: text })),
  anyHash.map((descriptionHash) => ({ descriptionHash }))
)
const featureBits = fc
  .uniqueArray(fc.constantFrom(8, 9, 14, 15, 16, 17, 25, 48, 49, 99, 151))
  .map((bits) => bits.sort((a, b) => a - b))
const anyInvoice = fc
  .record({
    network: fc.constantFrom<Network>('mainnet', 'testnet', 'signet', 'regtest'),
    amountMsat: fc.option(fc.bigInt({ min: 1n, max: 2_100_000_000_000_000_000n }), { nil: undefined }),
    timestamp: fc.integer({ min: 0, max: 2 ** 35 - 1 }),
    paymentHash: anyHash,
    paymentSecret: anyHash,
    expirySeconds: fc.integer({ min: 0, max: 2 ** 40 }),
    minFinalCltvExpiry: fc.integer({ min: 0, max: 2 ** 31 }),
    featureBits
  })
  .chain((fields) => purpose.map((what) => ({ ...fields, ...what })))

describe('encodeInvoice', () => {
  it('writes what decodeInvoice reads, field by field', () => {
    fc.assert(
      fc.property(anyInvoice, (fields) => {
        const decoded = decodeInvoice(encodeInvoice({ ...fields, privateKey: PRIVATE_KEY }))
        expect(decoded.ok && decoded.value).toMatchObject({ ...fields, payee: PUBLIC_KEY })
      }),
      { numRuns: 60 }
    )
  })

  it('writes what the bolt11 package accepts and reads equally', () => {
    const known = anyInvoice.filter(
      // That package supports neither signet nor amounts above the channels of 2018, and converts the expiry to a Date.
      ({ network, amountMsat, expirySeconds }) =>
        network !== 'signet' && (amountMsat ?? 0n) < 10_000_000_000_000n && expirySeconds < 2 ** 32
    )
    fc.assert(
      fc.property(known, (fields) => {
        const decoded = bolt11.decode(encodeInvoice({ ...fields, privateKey: PRIVATE_KEY }))
        expect(decoded).toMatchObject({
          payeeNodeKey: PUBLIC_KEY,
          timestamp: fields.timestamp,
          millisatoshis: fields.amountMsat?.toString() ?? null
        })
        expect(decoded.tagsObject).toMatchObject({
          payment_hash: fields.paymentHash,
          payment_secret: fields.paymentSecret,
          expire_time: fields.expirySeconds,
          min_final_cltv_expiry: fields.minFinalCltvExpiry,
          ...('description' in fields
            ? { description: fields.description }
            : { purpose_commit_hash: fields.descriptionHash })
        })
      }),
      { numRuns: 40 }
    )
  })

  it.each([
    [undefined, 'lnbcrt1p'],
    [100_000_000_000n, 'lnbcrt11p'],
    [2_000_000_000n, 'lnbcrt20m1p'],
    [2_500_000n, 'lnbcrt25u1p'],
    [2_500n, 'lnbcrt25n1p'],
    [1n, 'lnbcrt10p1p']
  ])('writes the amount %s msat in its shortest form', (amountMsat, start) => {
    expect(encodeInvoice({ ...SAMPLE, amountMsat }).slice(0, start.length)).toBe(start)
  })

  it('returns the same invoice for the same input', () => {
    expect(encodeInvoice(SAMPLE)).toBe(encodeInvoice({ ...SAMPLE }))
  })

  it.each<[string, Partial<InvoiceToEncode>]>([
    ['an amount of zero', { amountMsat: 0n }],
    ['a negative amount', { amountMsat: -1n }],
    ['a short payment hash', { paymentHash: '01' }],
    ['a description of 640 bytes', { description: 'é'.repeat(320) }],
    ['a timestamp of 36 bits', { timestamp: 2 ** 35 }],
    ['half a second', { expirySeconds: 0.5 }]
  ])('refuses %s', (_what, change) => {
    expect(() => encodeInvoice({ ...SAMPLE, ...change })).toThrow(RangeError)
  })

  it('accepts a description of 639 bytes', () => {
    const decoded = decodeInvoice(encodeInvoice({ ...SAMPLE, description: 'a'.repeat(639) }))
    expect(decoded.ok && decoded.value.description).toHaveLength(639)
  })
})
