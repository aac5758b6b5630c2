import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRecipient, MAX_MESSAGE_BYTES, messageCost, requestCost } from '../../../src/shared/message-cost'
import { makeInvoice } from '../../support/fixtures/make-invoice'

describe('the cost of a message', () => {
  it.each([
    [0, 1n],
    [1, 1n],
    [900, 1n],
    [901, 2n],
    [1_800, 2n],
    [1_801, 3n],
    [MAX_MESSAGE_BYTES, 479n]
  ])('of %i bytes is %s sat', (bytes, cost) => {
    expect(messageCost(bytes)).toBe(cost)
  })

  it('covers every 900 bytes, and exceeds them by less than one satoshi', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MAX_MESSAGE_BYTES }), (bytes) => {
        const cost = Number(messageCost(bytes))
        expect(cost * 900).toBeGreaterThanOrEqual(bytes)
        expect((cost - 1) * 900).toBeLessThan(bytes)
      })
    )
  })
})

describe('the maximum cost of a payment request', () => {
  it.each([0, 40, 90, 200, 639])('covers the invoice with a memo of %i bytes', (bytes) => {
    const { text } = makeInvoice({ description: 'm'.repeat(bytes) })
    expect(requestCost(bytes)).toBeGreaterThanOrEqual(messageCost(text.length))
  })

  it('is one satoshi for a short memo and two for the longest', () => {
    expect(requestCost(60)).toBe(1n)
    expect(requestCost(639)).toBe(2n)
  })
})

describe('the cost of a message to a DID', () => {
  it.each([
    [26, 11n],
    [900, 13n],
    [5_000, 20n]
  ])('is enough for the %i bytes that cost %s sat on a real node', (bytes, took) => {
    const offered = messageCost(bytes, 'did:peer:1zQm')
    expect(offered).toBeGreaterThanOrEqual(took)
    expect(offered).toBeLessThanOrEqual(took + 2n)
  })
})

describe('isRecipient', () => {
  it.each([
    [`02${'ab'.repeat(32)}`, true],
    [`03${'00'.repeat(32)}`, true],
    ['did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK', true],
    [`04${'ab'.repeat(32)}`, false],
    [`02${'AB'.repeat(32)}`, false],
    ['02abcd', false],
    ['', false],
    ['long:0123', false],
    ['did:key:with space', false]
  ])('of %j is %s', (pubkey, possible) => {
    expect(isRecipient(pubkey)).toBe(possible)
  })
})
