import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findInvoices, scanForInvoices } from '../../../../src/shared/bolt11'
import { hash, makeInvoice, MINIMAL, text } from './make-invoice'
import { invoiceVector } from './vectors'

const COFFEE = invoiceVector('spec-02')
const BEANS = invoiceVector('spec-12')

describe('findInvoices', () => {
  it.each([
    ['underscores', `_${COFFEE}_`],
    ['asterisks', `**${COFFEE}**`],
    ['a code block', '```\n' + COFFEE + '\n```'],
    ['a link in brackets', `[${COFFEE}](lightning:${COFFEE})`],
    ['an escaped link', `https://pay.example/?uri=lightning%3A${COFFEE}%26x`],
    ['a message in JSON', JSON.stringify({ content: `Please pay:\n${COFFEE}\nThanks` })],
    ['JSON in JSON', JSON.stringify(JSON.stringify({ invoice: COFFEE }))],
    ['a letter that is not Latin', `за${COFFEE}спасибо`],
    ['the end of a sentence', `Pay ${COFFEE}!`],
    ['marks of text direction', `pay\u2068${COFFEE}\u2069now`],
    ['quotation marks of a reply', `> ${COFFEE.slice(0, 70)}\n> ${COFFEE.slice(70)}\n> thanks`],
    ['words after its last line', `${COFFEE.slice(0, 70)}\n${COFFEE.slice(70)}\nplease and thanks`],
    ['spaces', COFFEE.replace(/(.{10})/g, '$1 ')]
  ])('finds an invoice in %s', (_what, within) => {
    expect(findInvoices(within)).toEqual([COFFEE])
  })

  it('keeps the order of the text and returns each invoice once', () => {
    const both = `${BEANS} ${COFFEE}, ${BEANS.toUpperCase()}\nlightning:${COFFEE}`
    expect(findInvoices(both)).toEqual([BEANS, COFFEE])
  })

  it('finds an invoice after a damaged one', () => {
    const scan = scanForInvoices(`${COFFEE.slice(0, -1)}q ${BEANS}`)
    expect(scan.invoices.map(({ invoice }) => invoice)).toEqual([BEANS])
    expect(scan.damaged).toEqual({ code: 'bad-checksum' })
  })

  it('does not join halves of different invoices', () => {
    expect(findInvoices(`${COFFEE.slice(0, 100)}\n${BEANS.slice(100)}`)).toEqual([])
  })

  it('leaves out an invoice that must not be paid, and reports why', () => {
    const scan = scanForInvoices(`take ${makeInvoice([...MINIMAL, ['9', [4, 0, 0, 0, 0]]])}`)
    expect(scan).toEqual({ invoices: [], damaged: { code: 'unknown-required-feature', detail: '22' } })
  })

  it('leaves out the invoice of a bitcoin link with an unknown required parameter, and only that one', () => {
    const link = `BITCOIN:bc1q?req-escrow=1&lightning=${COFFEE}`
    expect(findInvoices(link)).toEqual([])
    expect(findInvoices(`${link} or ${BEANS}`)).toEqual([BEANS])
    expect(findInvoices(`bitcoin:?lightning=${COFFEE}&reqs=1`)).toEqual([COFFEE])
    expect(findInvoices(`bitcoin:?req-lightning=${COFFEE}`)).toEqual([COFFEE])
  })

  it.each([
    ['a prefix and a separator', 'lntb1 is testnet'],
    ['a word glued before it', `x${COFFEE}`],
    ['a program', 'lncli1 sendpayment'],
    ['nothing', '']
  ])('does not report %s as damaged', (_what, within) => {
    expect(scanForInvoices(within)).toEqual({ invoices: [], damaged: undefined })
  })

  it.each([
    ['a beginning without its end', COFFEE.slice(0, 40), 'truncated'],
    ['another chain', makeInvoice(MINIMAL, { prefix: 'lnsb' }), 'unknown-network'],
    ['a wrong multiplier', invoiceVector('spec-23'), 'bad-amount'],
    ['letters glued behind it', `${COFFEE}b`, 'bad-character']
  ])('reports what is wrong with %s', (_what, within, code) => {
    expect(scanForInvoices(`pay ${within} now`)).toMatchObject({ invoices: [], damaged: { code } })
  })

  it('finds every invoice between any texts that are separated by a space', () => {
    const filler = fc.string({ unit: 'grapheme', maxLength: 30 }).map((words) => ` ${words} `)
    fc.assert(
      fc.property(filler, filler, filler, (before, between, after) => {
        expect(findInvoices(before + COFFEE + between + BEANS.toUpperCase() + after)).toEqual([COFFEE, BEANS])
      }),
      { numRuns: 50 }
    )
  })

  it('checks at most 20 signatures per text', () => {
    const many = Array.from({ length: 25 }, (_, index) =>
      makeInvoice([hash('p', index), hash('s', 2), text('d', index.toString())])
    )
    expect(findInvoices(many.join(' '))).toEqual(many.slice(0, 20))
  })

  it.each([
    ['heads', 'lnbc1 '.repeat(400_000)],
    ['heads with data', 'lnbc1qqqqqqqqqqqqqq '.repeat(100_000)],
    ['heads of unknown chains', 'lnqqq1q '.repeat(300_000)],
    ['one endless invoice', 'lnbc1' + 'q'.repeat(2_000_000)],
    ['one endless amount', 'lnbc' + '1'.repeat(2_000_000)],
    ['data between spaces', 'lnbc1' + 'q '.repeat(1_000_000)],
    ['a gap without end', ('lnbc1' + ' '.repeat(5000)).repeat(400)],
    ['escapes', '%aaln'.repeat(400_000)],
    ['links', 'bitcoin:?req-x&'.repeat(130_000)],
    ['links one by one', 'bitcoin:?lightning=lnbc1 '.repeat(80_000)]
  ])('finishes for two million characters of %s', (_what, hostile) => {
    expect(findInvoices(hostile)).toEqual([])
  })
})
