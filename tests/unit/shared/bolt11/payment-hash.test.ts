import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeInvoice, paymentHashOf } from '../../../../src/shared/bolt11'
import { invoiceVectors } from './vectors'

describe('paymentHashOf', () => {
  it('finds the payment hash that decodeInvoice finds, in every vector', () => {
    const hashes = invoiceVectors.flatMap(({ invoice }) => {
      const decoded = decodeInvoice(invoice)
      return decoded.ok ? [[paymentHashOf(invoice), decoded.value.paymentHash]] : []
    })
    expect(hashes.length).toBeGreaterThan(5)
    for (const [found, decoded] of hashes) expect(found).toBe(decoded)
  })

  it('finds nothing in a text that is not an invoice, and never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string().map((tail) => `lnbc1${tail}`)
        ),
        (text) => {
          expect(paymentHashOf(text)).toBeUndefined()
        }
      ),
      { numRuns: 1000 }
    )
  })

  it('finds nothing in a damaged invoice', () => {
    const [vector] = invoiceVectors
    const invoice = vector?.invoice ?? ''
    const damaged = `${invoice.slice(0, -1)}${invoice.endsWith('q') ? 'p' : 'q'}`
    expect(paymentHashOf(damaged)).toBeUndefined()
  })
})
