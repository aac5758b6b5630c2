import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_SAT, msat, sat, satToMsat } from '../../../../src/shared/money'
import {
  basisPointsOf,
  feeLimitOf,
  largestFee,
  largestMessageFee,
  raisedFee
} from '../../../../src/shared/policy/fee-limit'

describe('the largest fee', () => {
  it('is the share of the amount, or the fixed sum if that is more', () => {
    const limit = feeLimitOf({ feeLimitPercent: '1', feeLimitSat: '10' })
    expect(limit).toEqual({ basisPoints: 100n, leastSat: sat(10n) })
    expect(largestFee(msat(2_500_000n), limit)).toBe(25_000n)
    expect(largestFee(msat(500_000n), limit)).toBe(10_000n)
    expect(largestFee(msat(1_000_000n), limit)).toBe(10_000n)
  })

  it('can be zero', () => {
    expect(largestFee(msat(2_500_000n), feeLimitOf({ feeLimitPercent: '0', feeLimitSat: '0' }))).toBe(0n)
  })

  it('fits an int64 with every amount and every setting that is accepted', () => {
    const limit = feeLimitOf({ feeLimitPercent: '100', feeLimitSat: '9999999999999999' })
    const all = satToMsat(MAX_SAT)
    expect(largestFee(all, limit)).toBe(all)
    expect(largestFee(msat(1n), limit)).toBe(all)
  })

  it('of a message is that of all its parts together, and at most all bitcoin', () => {
    const limit = { basisPoints: 100n, leastSat: sat(10n) }
    expect(largestMessageFee(1, limit)).toBe(10_000n)
    expect(largestMessageFee(479, limit)).toBe(4_790_000n)
    expect(largestMessageFee(2, { ...limit, leastSat: MAX_SAT })).toBe(satToMsat(MAX_SAT))
  })

  it.each([
    ['0', 0n],
    ['1', 100n],
    ['0.5', 50n],
    ['0.25', 25n],
    ['10.05', 1005n],
    ['100', 10_000n]
  ])('reads %s percent', (text, basisPoints) => {
    expect(basisPointsOf(text)).toBe(basisPoints)
  })
})

describe('the largest fee to offer for one payment', () => {
  it.each([
    [3_000n, 4n],
    [10_000n, 15n],
    [61_000n, 70n],
    [92_000n, 110n],
    [410_000n, 460n],
    [1n, 1n]
  ])('for an estimate of %s msat is %s sats', (estimate, sats) => {
    expect(raisedFee(msat(estimate))).toBe(sats * 1000n)
  })

  it('is at least a tenth above the estimate, and at most a quarter and a few sats', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 15n), (estimate) => {
        const raised = raisedFee(msat(estimate))
        expect(raised * 10n).toBeGreaterThanOrEqual(estimate * 11n - 10n)
        expect(raised).toBeLessThanOrEqual((estimate * 125n) / 100n + 6_000n)
        expect(raised % 1000n).toBe(0n)
      })
    )
  })
})
