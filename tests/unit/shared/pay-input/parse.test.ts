import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePayInput } from '../../../../src/shared/pay-input/parse'
import { invoiceVector, textVectors } from '../bolt11/vectors'

const COFFEE = invoiceVector('spec-02')
const BEANS = invoiceVector('spec-12')
const ADDRESS = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'
const LNURL =
  'lnurl1dp68gurn8ghj7um9wfmxjcm99e3k7mf0v9cxj0m385ekvcenxc6r2c35xvukxefcv5mkvv34x5ekzd3ev56nyd3hxqurzepexejxxepnxscrvwfnv9nxzcn9xq6xyefhvgcxxcmyxymnserxfq5fns'
const OFFER = 'lno1pgx9getnwss8vetrw3hhyuckyypwa3eyt44h6txtxquqh7lz5djge4afgfjn7k4rgrkuag0jsd5xvxg'

describe('parsePayInput', () => {
  it.each(textVectors.filter(({ expected }) => expected.length > 0))(
    'recognises $id: $name',
    ({ text, expected }) => {
      expect(parsePayInput(text)).toEqual({ kind: 'invoices', invoices: expected })
    }
  )

  it.each([
    ['txt-19', 'bad-checksum'],
    ['txt-20', 'mixed-case'],
    ['txt-28', 'too-long']
  ])('reports what is wrong with %s', (id, code) => {
    const input = textVectors.find((vector) => vector.id === id)?.text ?? ''
    expect(parsePayInput(input)).toEqual({ kind: 'damaged-invoice', error: { code } })
  })

  it.each([
    ['txt-21', 'lnurl'],
    ['txt-22', 'bolt12'],
    ['txt-23', 'lightning-address'],
    ['txt-24', 'nothing'],
    ['txt-25', 'nothing'],
    ['txt-27', 'on-chain']
  ])('recognises %s as %s', (id, kind) => {
    expect(parsePayInput(textVectors.find((vector) => vector.id === id)?.text ?? '')).toEqual({ kind })
  })

  it.each([
    ['', 'nothing'],
    ['   ', 'nothing'],
    ['hello there', 'nothing'],
    ['https://example.com', 'nothing'],
    [LNURL, 'lnurl'],
    [LNURL.toUpperCase(), 'lnurl'],
    [`https://shop.example/?lightning=${LNURL}`, 'lnurl'],
    ['lnurlp://pay.example/x', 'lnurl'],
    ['keyauth://login.example/x', 'lnurl'],
    [OFFER.toUpperCase(), 'bolt12'],
    [`bitcoin:?lno=${OFFER}`, 'bolt12'],
    ['alice@example.com', 'lightning-address'],
    ['₿alice@example.com', 'lightning-address'],
    ['LIGHTNING:alice@example.com', 'lightning-address'],
    ['write to alice@example.com', 'nothing'],
    [ADDRESS, 'on-chain'],
    [ADDRESS.toUpperCase(), 'on-chain'],
    [`Bitcoin:${ADDRESS}?amount=0.1&label=x`, 'on-chain'],
    [`BITCOIN:${ADDRESS.toUpperCase()}?AMOUNT=0.1`, 'on-chain'],
    ['bc1pptdvg0d2nj99568qn6ssdy4cygnwuxgw2ukmnwgwz7jpqjz2kszse2s3lm', 'on-chain'],
    ['1RustyRX2oai4EYYDpQGWvEL62BBGqN9T', 'on-chain'],
    ['3EktnHQD7RiAE6uzMj2ZifT9YgRrkSgzQX', 'on-chain'],
    ['mk2QpYatsKicvFVuTAQLBryyccRXMUaGHP', 'on-chain'],
    ['1RustyRX2oai4EYYDpQGWvEL62BBGqN9S', 'nothing'],
    [`${ADDRESS.slice(0, -1)}5`, 'nothing']
  ])('recognises %j as %s', (input, kind) => {
    expect(parsePayInput(input)).toEqual({ kind })
  })

  it('refuses a bitcoin link with an unknown required parameter in either case, and names it', () => {
    expect(parsePayInput(`bitcoin:${ADDRESS}?req-escrow=1&lightning=${COFFEE}`)).toEqual({
      kind: 'bip21-unknown-required',
      name: 'req-escrow'
    })
    expect(parsePayInput(`BITCOIN:${ADDRESS}?LIGHTNING=${COFFEE.toUpperCase()}&REQ-ESCROW`)).toEqual({
      kind: 'bip21-unknown-required',
      name: 'REQ-ESCROW'
    })
  })

  it('reports a damaged invoice in a bitcoin link instead of pointing to the chain', () => {
    expect(parsePayInput(`bitcoin:${ADDRESS}?lightning=${COFFEE.slice(0, -2)}qq`)).toEqual({
      kind: 'damaged-invoice',
      error: { code: 'bad-checksum' }
    })
  })

  it.each(['lightning:', 'lightning://', 'LIGHTNING:garbage', 'lightning:%00%ff', 'lightning:lnbc'])(
    'reports that the link %j contains no invoice',
    (link) => {
      const input = parsePayInput(link)
      expect(input.kind === 'damaged-invoice' && input.error.code).toMatch(/^not-an-invoice$/)
    }
  )

  it('leaves the choice between several invoices to the person', () => {
    expect(parsePayInput(`${COFFEE}\n${BEANS}`)).toEqual({ kind: 'invoices', invoices: [COFFEE, BEANS] })
  })

  it('returns a value for any text, never an exception', () => {
    const start = fc.constantFrom(
      '',
      'bitcoin:',
      'lightning:',
      'lnbc1',
      'lnurl1',
      'lno1',
      '₿',
      '1',
      'bc1q',
      '%'
    )
    fc.assert(
      fc.property(start, fc.string({ unit: 'binary' }), (before, rest) => {
        expect(typeof parsePayInput(before + rest).kind).toBe('string')
      }),
      { numRuns: 1000 }
    )
  })

  it.each(['bitcoin:?', '&req-', 'lnurl1', 'lno1q', 'a@', 'a.', '1', 'lightning:', '%3A', ' '])(
    'finishes for two million characters of %j',
    (piece) => {
      expect(parsePayInput(piece.repeat(2_000_000 / piece.length)).kind).not.toBe('invoices')
    }
  )
})
