import { hexToBytes } from '@noble/hashes/utils.js'
import { describe, expect, it } from 'vitest'
import { decodeInvoice } from '../../../../src/shared/bolt11'
import { bytesField, hash, makeInvoice, MINIMAL, PUBLIC_KEY, text, type Field } from './make-invoice'
import { invoiceVector } from './vectors'

const COFFEE = invoiceVector('spec-02')

function decoded(invoice: string) {
  const result = decodeInvoice(invoice)
  if (!result.ok) throw new Error(`refused: ${result.error.code} ${result.error.detail ?? ''}`)
  return result.value
}

function refusal(invoice: string) {
  const result = decodeInvoice(invoice)
  return result.ok ? 'accepted' : result.error.code
}

const named = bytesField('n', hexToBytes(PUBLIC_KEY))

describe('decodeInvoice', () => {
  it.each([
    ['lnbc', 'mainnet', 'lnbc', undefined],
    ['lntb', 'testnet', 'lntb', undefined],
    ['lntbs', 'signet', 'lntbs', undefined],
    ['lnbcrt', 'regtest', 'lnbcrt', undefined],
    ['lntbs15u', 'signet', 'lntbs', 1_500_000n],
    ['lnbcrt1', 'regtest', 'lnbcrt', 100_000_000_000n],
    ['lnbc21', 'mainnet', 'lnbc', 2_100_000_000_000n],
    ['lnbc20m', 'mainnet', 'lnbc', 2_000_000_000n],
    ['lnbc3n', 'mainnet', 'lnbc', 300n],
    ['lnbc10p', 'mainnet', 'lnbc', 1n],
    ['lnbc21000000', 'mainnet', 'lnbc', 2_100_000_000_000_000_000n]
  ])('reads the prefix %s', (hrp, network, prefix, amountMsat) => {
    expect(decoded(makeInvoice(MINIMAL, { prefix: hrp }))).toMatchObject({ network, prefix, amountMsat })
  })

  it.each([
    ['lnsb', 'unknown-network'],
    ['lnltc', 'unknown-network'],
    ['lnbcx', 'unknown-network'],
    ['lnbc0', 'bad-amount'],
    ['lnbc0m', 'bad-amount'],
    ['lnbc01', 'bad-amount'],
    ['lnbc1k', 'bad-amount'],
    ['lnbc1mm', 'bad-amount'],
    ['lnbc1.5m', 'bad-amount'],
    ['lnbc21000001', 'bad-amount'],
    ['lnbc999999999999999999999', 'bad-amount'],
    ['lnbc1p', 'sub-msat-amount'],
    ['lnbc15p', 'sub-msat-amount']
  ])('refuses the prefix %s as %s', (prefix, code) => {
    expect(refusal(makeInvoice(MINIMAL, { prefix }))).toBe(code)
  })

  it('ignores white space around the invoice and returns it in lower case', () => {
    expect(decoded(` \t\n${COFFEE.toUpperCase()}\r\n`).invoice).toBe(COFFEE)
  })

  it.each([
    ['', 'not-an-invoice'],
    ['hello', 'not-an-invoice'],
    ['lnd 0.21 is out', 'not-an-invoice'],
    ['lightning:' + COFFEE, 'not-an-invoice'],
    ['lnurl1dp68gurn8ghj7um9wfmxjcm99e3k7mf0v9cxj0m385ekvcenxc6r2c35', 'not-an-invoice'],
    ['lnbc1', 'truncated'],
    [COFFEE.slice(0, 60), 'truncated'],
    [COFFEE.slice(0, -1), 'bad-checksum'],
    [COFFEE.slice(0, 100) + ' ' + COFFEE.slice(100), 'bad-character'],
    [COFFEE + 'b', 'bad-character'],
    ['lnbc€1' + COFFEE.slice(10), 'bad-character'],
    ['L' + COFFEE.slice(1), 'mixed-case'],
    ['lnbc1' + 'q'.repeat(7085), 'too-long']
  ])('refuses %j as %s', (invoice, code) => {
    expect(refusal(invoice)).toBe(code)
  })

  it('requires a payment hash, a payment secret and a description or its hash', () => {
    expect(refusal(makeInvoice([hash('s', 2), text('d', 'x')]))).toBe('missing-payment-hash')
    expect(refusal(makeInvoice([hash('p', 1), text('d', 'x')]))).toBe('missing-payment-secret')
    expect(refusal(makeInvoice([hash('p', 1), hash('s', 2)]))).toBe('missing-description')
    expect(refusal(makeInvoice([]))).toBe('missing-description')
  })

  it('accepts an empty description', () => {
    expect(decoded(makeInvoice([hash('p', 1), hash('s', 2), text('d', '')])).description).toBe('')
  })

  it.each<[string, readonly Field[]]>([
    ['two descriptions', [...MINIMAL, text('d', 'y')]],
    ['a description and a hash', [...MINIMAL, hash('h', 3)]],
    ['two hashes', [hash('p', 1), hash('s', 2), hash('h', 3), hash('h', 4)]]
  ])('refuses %s', (_what, fields) => {
    expect(refusal(makeInvoice(fields))).toBe('doubled-description')
  })

  it('takes the first of any other repeated field, as the node does', () => {
    const invoice = makeInvoice([
      ['x', [1]],
      ['c', [2]],
      ['9', [8, 0]],
      ['m', [0, 4]],
      ...MINIMAL,
      hash('p', 9),
      hash('s', 9),
      ['x', [9]],
      ['c', [9]],
      ['9', [0]],
      ['m', [8, 4]]
    ])
    expect(decoded(invoice)).toMatchObject({
      paymentHash: '01'.repeat(32),
      paymentSecret: '02'.repeat(32),
      expirySeconds: 1,
      minFinalCltvExpiry: 2,
      featureBits: [8],
      metadata: '01'
    })
  })

  it('skips fields of unknown type, and hashes and keys of another length', () => {
    const long = new Uint8Array(33).fill(9)
    const skipped = ['p', 's', 'h'].map((letter) => bytesField(letter, long))
    const invoice = makeInvoice([...skipped, bytesField('n', long.subarray(1)), ['q', [1, 2, 3]], ...MINIMAL])
    expect(decoded(invoice)).toMatchObject({ paymentHash: '01'.repeat(32), payeeSource: 'recovered' })
  })

  it.each<[string, readonly Field[], readonly number[]]>([
    ['padding that is not zero', [['p', [...(MINIMAL[0]?.[1].slice(0, 51) ?? []), 1]], ...MINIMAL], []],
    ['a route of half a hop', [...MINIMAL, bytesField('r', new Uint8Array(50))], []],
    ['a field that runs into the signature', MINIMAL, [0, 0, 5, 1]],
    ['a field without a length', MINIMAL, [1, 1]],
    ['an expiry beyond any calendar', [...MINIMAL, ['x', new Array<number>(10).fill(31)]], []]
  ])('refuses %s', (_what, fields, trailing) => {
    expect(refusal(makeInvoice(fields, { trailing }))).toBe('malformed-field')
  })

  it.each<Field>([
    ['x', [0, 3, 24]],
    ['c', [0, 18]],
    ['9', [0, 8, 0]],
    ['r', []]
  ])('refuses a field %s that other decoders refuse: a padded number, an empty route hint', (...field) => {
    expect(refusal(makeInvoice([...MINIMAL, field]))).toBe('malformed-field')
  })

  it('refuses a description that is not UTF-8, and keeps every character of one that is', () => {
    const broken = bytesField('d', Uint8Array.of(0x61, 0xff))
    expect(refusal(makeInvoice([hash('p', 1), hash('s', 2), broken]))).toBe('bad-description')
    const odd = '\ufeff<b>ナ\u202e\u0000'
    expect(decoded(makeInvoice([hash('p', 1), hash('s', 2), text('d', odd)])).description).toBe(odd)
  })

  it('accepts unknown odd features and the even ones that BOLT 9 lists for invoices', () => {
    const nine = (bit: number): Field => [
      '9',
      [1 << (bit % 5), ...new Array<number>(Math.floor(bit / 5)).fill(0)]
    ]
    for (const bit of [8, 9, 14, 15, 16, 17, 24, 25, 48, 49, 99, 101]) {
      expect(decoded(makeInvoice([...MINIMAL, nine(bit)])).featureBits).toEqual([bit])
    }
    for (const bit of [2, 30, 98, 100, 4000]) {
      expect(refusal(makeInvoice([...MINIMAL, nine(bit)]))).toBe('unknown-required-feature')
    }
  })

  it('uses the default expiry and final delta only if the invoice has none', () => {
    expect(decoded(makeInvoice(MINIMAL))).toMatchObject({
      expirySeconds: 3600,
      expiryIsDefault: true,
      minFinalCltvExpiry: 18,
      minFinalCltvIsDefault: true
    })
    expect(decoded(makeInvoice([...MINIMAL, ['x', []], ['c', [0]]]))).toMatchObject({
      expirySeconds: 0,
      expiryIsDefault: false,
      minFinalCltvExpiry: 0,
      minFinalCltvIsDefault: false
    })
  })

  it('recovers the payee, or checks the signature against the payee in the invoice', () => {
    expect(decoded(makeInvoice(MINIMAL))).toMatchObject({ payee: PUBLIC_KEY, payeeSource: 'recovered' })
    expect(decoded(makeInvoice([named, ...MINIMAL]))).toMatchObject({
      payee: PUBLIC_KEY,
      payeeSource: 'named'
    })
  })

  it("refuses a signature that is not the payee's, and a payee that is not a key", () => {
    const stranger = bytesField('n', hexToBytes('02'.concat(PUBLIC_KEY.slice(2))))
    const noPoint = bytesField('n', new Uint8Array(33).fill(5))
    expect(refusal(makeInvoice([stranger, ...MINIMAL]))).toBe('bad-signature')
    expect(refusal(makeInvoice([noPoint, ...MINIMAL]))).toBe('bad-signature')
  })

  it('accepts a high-S signature only if the invoice names no payee', () => {
    expect(decoded(makeInvoice(MINIMAL, { highS: true })).payee).toBe(PUBLIC_KEY)
    expect(refusal(makeInvoice([named, ...MINIMAL], { highS: true }))).toBe('bad-signature')
  })
})
