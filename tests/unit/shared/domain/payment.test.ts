import { describe, expect, it } from 'vitest'
import { endedAtOf, mayRetry, wasUnknownFor } from '../../../../src/shared/domain/payment'

describe('a payment that turned out to be paid', () => {
  const paid = {
    state: 'succeeded',
    attempts: 1,
    learnedLate: true,
    sentAt: 1_000,
    checkedAt: 60_000,
    settledAt: 61_000
  } as const

  it('was unknown from its attempt until the wallet learned of it', () => {
    expect(wasUnknownFor(paid)).toBe(60_000)
  })

  it('was never unknown if the response to the attempt said that it is paid, or if it is not paid', () => {
    expect(wasUnknownFor({ ...paid, learnedLate: false })).toBeUndefined()
    expect(wasUnknownFor({ ...paid, state: 'unknown' })).toBeUndefined()
    expect(wasUnknownFor({ ...paid, settledAt: undefined })).toBeUndefined()
  })

  it('cannot be told to have been unknown if no check fell between the attempt and the outcome', () => {
    expect(wasUnknownFor({ ...paid, checkedAt: undefined })).toBeUndefined()
    expect(wasUnknownFor({ ...paid, checkedAt: 999 })).toBeUndefined()
    expect(wasUnknownFor({ ...paid, checkedAt: 61_001 })).toBeUndefined()
  })

  it('cannot be told to have been unknown after a retry, because either attempt may have been paid', () => {
    expect(wasUnknownFor({ ...paid, attempts: 2 })).toBeUndefined()
  })

  it('ended when the node says, and otherwise at a time that nobody knows', () => {
    expect(endedAtOf({ ...paid, paidAt: 2_000 })).toBe(2_000)
    expect(endedAtOf({ ...paid, paidAt: undefined })).toBeUndefined()
    expect(endedAtOf({ ...paid, learnedLate: false, paidAt: undefined })).toBe(61_000)
  })
})

describe('a failed payment', () => {
  it('is worth another attempt unless the payee refused it or its hash was paid with another amount', () => {
    expect(mayRetry('rejected-by-payee')).toBe(false)
    expect(mayRetry('other-amount')).toBe(false)
    expect(mayRetry('no-route')).toBe(true)
  })
})
