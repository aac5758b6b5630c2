import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backoffDelay, LOCAL_BACKOFF, REMOTE_BACKOFF } from '../../../../src/main/node-client/backoff'

const bounds = fc.constantFrom(LOCAL_BACKOFF, REMOTE_BACKOFF)
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

describe('backoffDelay', () => {
  it('stays between the floor and the ceiling, in whole milliseconds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 ** 31 }),
        bounds,
        chance,
        (attempts, { floorMs, ceilingMs }, random) => {
          const delay = backoffDelay(attempts, { floorMs, ceilingMs }, () => random)
          expect(Number.isInteger(delay)).toBe(true)
          expect(delay).toBeGreaterThanOrEqual(floorMs)
          expect(delay).toBeLessThanOrEqual(ceilingMs)
        }
      )
    )
  })

  it('doubles its range with every failure, up to the ceiling', () => {
    const furthest = (attempts: number) => backoffDelay(attempts, REMOTE_BACKOFF, () => 1)
    expect([1, 2, 3, 4, 5, 6, 7, 100].map(furthest)).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000
    ])
  })

  it('is spread over its whole range, so that wallets do not return at the same moment', () => {
    expect([0, 0.5, 1].map((random) => backoffDelay(9, REMOTE_BACKOFF, () => random))).toEqual([
      500, 15_250, 30_000
    ])
  })
})
