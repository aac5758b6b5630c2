import { describe, expect, it } from 'vitest'
import { CatchUp } from '../../../../../src/node/backends/lnd/catch-up'

const NOW = Date.UTC(2026, 10, 22, 10, 25)
const HOUR = 3_600_000

describe('how far an LND is behind the chain', () => {
  it('is estimated from the time of its newest block, at ten minutes for each block', () => {
    expect(new CatchUp().note(NOW - 200 * HOUR, 'mainnet', NOW)).toEqual({ blocks: 1200 })
  })

  it('is not given as a number while a single slow block explains the gap', () => {
    expect(new CatchUp().note(NOW - 59 * 60_000, 'mainnet', NOW)).toEqual({})
  })

  it('has no number of blocks on testnet, which has no steady rate, but has one on signet', () => {
    const catchUp = new CatchUp()
    catchUp.note(NOW - 100 * HOUR, 'testnet', NOW)
    const onTestnet = catchUp.note(NOW - 98 * HOUR, 'testnet', NOW + 20_000)
    expect(onTestnet.blocks).toBeUndefined()
    expect(onTestnet.remainingMs).toBeGreaterThan(0)
    expect(new CatchUp().note(NOW - 100 * HOUR, 'signet', NOW)).toEqual({ blocks: 600 })
  })

  it('is not estimated where blocks are mined on demand, or from a time that cannot be', () => {
    const catchUp = new CatchUp()
    expect(catchUp.note(NOW - 200 * HOUR, 'regtest', NOW)).toEqual({})
    expect(catchUp.note(0, 'mainnet', NOW)).toEqual({})
    expect(catchUp.note(NOW + HOUR, 'mainnet', NOW)).toEqual({})
  })

  it('gets a time once the speed was measured over fifteen seconds', () => {
    const catchUp = new CatchUp()
    catchUp.note(NOW - 100 * HOUR, 'mainnet', NOW)
    expect(catchUp.note(NOW - 99 * HOUR, 'mainnet', NOW + 10_000).remainingMs).toBeUndefined()
    // Two hours of chain time in 20 s: 98 hours and 20 s at 360 times the speed of the chain, minus its own growth.
    expect(catchUp.note(NOW - 98 * HOUR, 'mainnet', NOW + 20_000).remainingMs).toBe(
      Math.round((98 * HOUR + 20_000) / 359)
    )
  })

  it('gets no time from an LND that is not faster than the chain', () => {
    const catchUp = new CatchUp()
    catchUp.note(NOW - 10 * HOUR, 'mainnet', NOW)
    expect(catchUp.note(NOW - 10 * HOUR + 30_000, 'mainnet', NOW + 30_000).remainingMs).toBeUndefined()
  })

  it('measures the speed again after LND went back to an older block', () => {
    const catchUp = new CatchUp()
    catchUp.note(NOW - 10 * HOUR, 'mainnet', NOW)
    catchUp.note(NOW - 50 * HOUR, 'mainnet', NOW + 20_000)
    expect(catchUp.note(NOW - 49 * HOUR, 'mainnet', NOW + 30_000).remainingMs).toBeUndefined()
  })

  it('forgets a speed that is older than five minutes', () => {
    const catchUp = new CatchUp()
    catchUp.note(NOW - 100 * HOUR, 'mainnet', NOW)
    expect(catchUp.note(NOW - 50 * HOUR, 'mainnet', NOW + 400_000).remainingMs).toBeUndefined()
  })
})
