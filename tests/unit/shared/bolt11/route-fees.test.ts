import { describe, expect, it } from 'vitest'
import { largestHintedFee, type RouteHop } from '../../../../src/shared/bolt11/route'

const hop = (feeBaseMsat: number, feeProportionalMillionths: number): RouteHop => ({
  pubkey: '',
  shortChannelId: '',
  cltvExpiryDelta: 0,
  feeBaseMsat,
  feeProportionalMillionths
})

describe('the fees in route hints', () => {
  it('are zero without hints', () => {
    expect(largestHintedFee([], 1_000n)).toBe(0n)
  })

  it('are the base and the share of the amount, for the most expensive hint', () => {
    expect(largestHintedFee([[hop(1_000, 100)], [hop(0, 50_000)]], 1_000_000n)).toBe(50_000n)
  })

  it('are summed from the payee: a hop also charges its share of the fees after it', () => {
    expect(largestHintedFee([[hop(0, 100_000), hop(100_000, 0)]], 1_000_000n)).toBe(210_000n)
  })
})
