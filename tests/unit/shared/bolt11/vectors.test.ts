import { describe, expect, it } from 'vitest'
import { decodeInvoice, findInvoices, scanForInvoices } from '../../../../src/shared/bolt11'
import type { Network } from '../../../../src/shared/domain/network'
import { findBip21 } from '../../../../src/shared/bolt11/bip21'
import { readInvoice, type SignedInvoice } from '../../../../src/shared/bolt11/read'
import { invoiceVectors, textVectors, type ExpectedInvoice } from './vectors'

const CHAINS: Readonly<Record<Network, string>> = {
  mainnet: 'bc',
  testnet: 'tb',
  signet: 'tbs',
  regtest: 'bcrt'
}
const HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n

const CODES: Readonly<Record<string, string>> = {
  'spec-17': 'unknown-required-feature',
  'spec-18': 'bad-checksum',
  'spec-19': 'not-an-invoice',
  'spec-20': 'mixed-case',
  'spec-21': 'bad-signature',
  'spec-22': 'truncated',
  'spec-23': 'bad-amount',
  'spec-24': 'sub-msat-amount',
  'spec-25': 'missing-payment-secret',
  'spec-26': 'bad-signature'
}

/** With the names that the vectors use. */
function described(invoice: SignedInvoice): ExpectedInvoice {
  const { network, amountMsat, payeeSource, invoice: _text, ...same } = invoice
  return {
    ...same,
    network: CHAINS[network] as ExpectedInvoice['network'],
    amountMsat: amountMsat?.toString() ?? null,
    paymentHash: same.paymentHash ?? '',
    paymentSecret: same.paymentSecret ?? null,
    description: same.description ?? null,
    descriptionHash: same.descriptionHash ?? null,
    metadata: same.metadata ?? null,
    payeeSource: payeeSource as 'recovered',
    featureBits: [...same.featureBits],
    fallbacks: [...same.fallbacks],
    routes: same.routes.map((route) => [...route]),
    highS: BigInt(`0x${same.signature.slice(64)}`) > HALF_ORDER
  }
}

describe('the examples of BOLT11', () => {
  const valid = invoiceVectors.filter((vector) => vector.valid)
  const invalid = invoiceVectors.filter((vector) => !vector.valid)
  const readable = invoiceVectors.filter((vector) => vector.decodes)

  it('are complete', () => {
    expect([valid.length, invalid.length, readable.length]).toEqual([16, 10, 18])
  })

  it.each(valid)('decodes $id: $name', ({ invoice, expected }) => {
    const decoded = decodeInvoice(invoice)
    expect(decoded.ok && described(decoded.value)).toEqual(expected)
  })

  it.each(invalid)('refuses $id: $name', ({ id, invoice }) => {
    const decoded = decodeInvoice(invoice)
    expect(decoded.ok ? 'accepted' : decoded.error.code).toBe(CODES[id])
  })

  it.each(readable)('gives every field of $id, whether or not it is payable', ({ invoice, expected }) => {
    const read = readInvoice(invoice)
    expect(read.ok && described(read.value)).toEqual(expected)
  })

  it('reports the unknown feature', () => {
    const refused = decodeInvoice(invoiceVectors.find(({ id }) => id === 'spec-17')?.invoice ?? '')
    expect(refused.ok ? undefined : refused.error.detail).toBe('100')
  })
})

describe('findInvoices with the collected texts', () => {
  it('has every example', () => {
    expect(textVectors).toHaveLength(28)
  })

  it.each(textVectors)('finds the invoices of $id: $name', ({ text, expected, damaged, onchain }) => {
    expect(findInvoices(text)).toEqual(expected)
    expect(scanForInvoices(text).damaged !== undefined).toBe(damaged ?? false)
    expect(findBip21(text).map((link) => link.address)).toEqual(onchain === undefined ? [] : [onchain])
  })
})
