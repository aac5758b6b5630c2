import { describe, expect, it } from 'vitest'
import { succeededAtOf } from '../../../../../src/node/backends/lnd/payment-outcome'

const htlc = (status: string, seconds: number) => ({
  ...{ status, route: null },
  resolve_time_ns: BigInt(seconds) * 1_000_000_000n + 999_999_999n
})

describe('the time at which a payment succeeded', () => {
  it('is when its last part settled, in whole seconds', () => {
    const htlcs = [
      htlc('SUCCEEDED', 1_800_000_001),
      htlc('SUCCEEDED', 1_800_000_007),
      htlc('FAILED', 1_800_000_009)
    ]
    expect(succeededAtOf({ htlcs })).toBe(1_800_000_007)
  })

  it('is not known while LND reports no time', () => {
    expect(succeededAtOf({ htlcs: [] })).toBeUndefined()
    expect(succeededAtOf({ htlcs: [htlc('FAILED', 1_800_000_009)] })).toBeUndefined()
    expect(
      succeededAtOf({ htlcs: [{ status: 'SUCCEEDED', route: null, resolve_time_ns: 0n }] })
    ).toBeUndefined()
  })
})
