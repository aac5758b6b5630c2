import { describe, expect, it } from 'vitest'
import { carriesGift, matches, wordsOf } from '../../../../../src/renderer/features/inbox/message-words'
import { sat } from '../../../../../src/shared/money'
import { sampleMessage } from '../../../../support/fake-inbox'
import { sampleCard } from '../../../../support/samples'

const card = sampleCard()

describe('the words of a message', () => {
  it('leaves out the invoices that stand below as cards', () => {
    const message = sampleMessage({ text: `Please pay:\n${card.invoice}`, invoices: [card] })
    expect(wordsOf(message)).toBe('Please pay:')
  })

  it('leaves them out in upper case and as links, too', () => {
    const message = sampleMessage({
      text: `lightning:${card.invoice.toUpperCase()} thanks`,
      invoices: [card]
    })
    expect(wordsOf(message)).toBe('thanks')
  })

  it('are none where there is nothing but an invoice', () => {
    expect(wordsOf(sampleMessage({ text: ` ${card.invoice}\n`, invoices: [card] }))).toBeUndefined()
  })

  it('keep an invoice that did not become a card', () => {
    expect(wordsOf(sampleMessage({ text: card.invoice }))).toBe(card.invoice)
  })
})

describe('sats that came with a message', () => {
  it('are no gift while they only pay for the message', () => {
    expect(carriesGift(sampleMessage({ amountSat: sat(1n), byteLength: 900 }))).toBe(false)
    expect(carriesGift(sampleMessage({ amountSat: sat(3n), byteLength: 2100 }))).toBe(false)
  })

  it('are a gift above that', () => {
    expect(carriesGift(sampleMessage({ amountSat: sat(2n), byteLength: 900 }))).toBe(true)
  })

  it('are never a gift in what we sent ourselves', () => {
    expect(carriesGift(sampleMessage({ amountSat: sat(500n), direction: 'out' }))).toBe(false)
  })
})

describe('the matches of a search', () => {
  it('are marked whatever their case', () => {
    expect(matches('The Parcel is here', 'parcel')).toEqual([
      { text: 'The ', hit: false },
      { text: 'Parcel', hit: true },
      { text: ' is here', hit: false }
    ])
  })

  it('are found for words with signs that mean something in patterns', () => {
    expect(matches('cost (a+b)*2?', '(a+b)*2?')).toEqual([
      { text: 'cost ', hit: false },
      { text: '(a+b)*2?', hit: true }
    ])
  })
})
