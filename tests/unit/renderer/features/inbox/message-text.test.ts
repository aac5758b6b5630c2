import { describe, expect, it } from 'vitest'
import { carriesGift, matches, wordsOf } from '../../../../../src/renderer/features/inbox/message-text'
import { sat } from '../../../../../src/shared/money'
import { sampleMessage } from '../../../../support/fakes/fake-inbox'
import { sampleCard } from '../../../../support/fixtures/samples'

const card = sampleCard()

describe('the shown text of a message', () => {
  it('leaves out the invoices that are shown as cards below it', () => {
    const message = sampleMessage({ text: `Please pay:\n${card.invoice}`, invoices: [card] })
    expect(wordsOf(message)).toBe('Please pay:')
  })

  it('leaves them out in upper case and in links, too', () => {
    const message = sampleMessage({
      text: `lightning:${card.invoice.toUpperCase()} thanks`,
      invoices: [card]
    })
    expect(wordsOf(message)).toBe('thanks')
  })

  it('is absent if there is nothing but an invoice', () => {
    expect(wordsOf(sampleMessage({ text: ` ${card.invoice}\n`, invoices: [card] }))).toBeUndefined()
  })

  it('keeps an invoice that did not become a card', () => {
    expect(wordsOf(sampleMessage({ text: card.invoice }))).toBe(card.invoice)
  })
})

describe('the amount of a message', () => {
  it('is not a gift while it only pays for the message', () => {
    expect(carriesGift(sampleMessage({ amountSat: sat(1n), byteLength: 900 }))).toBe(false)
    expect(carriesGift(sampleMessage({ amountSat: sat(3n), byteLength: 2100 }))).toBe(false)
  })

  it('is a gift above that', () => {
    expect(carriesGift(sampleMessage({ amountSat: sat(2n), byteLength: 900 }))).toBe(true)
  })

  it('is never a gift in a message of ours', () => {
    expect(carriesGift(sampleMessage({ amountSat: sat(500n), direction: 'out' }))).toBe(false)
  })
})

describe('the matches of a search', () => {
  it('are highlighted in either case', () => {
    expect(matches('The Parcel is here', 'parcel')).toEqual([
      { text: 'The ', hit: false },
      { text: 'Parcel', hit: true },
      { text: ' is here', hit: false }
    ])
  })

  it('are found for terms with characters that are special in patterns', () => {
    expect(matches('cost (a+b)*2?', '(a+b)*2?')).toEqual([
      { text: 'cost ', hit: false },
      { text: '(a+b)*2?', hit: true }
    ])
  })
})
