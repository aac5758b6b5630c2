import { describe, expect, it } from 'vitest'
import { expiryHeightOf, latestReturnAt } from '../../../../../src/node/backends/lnd/latest-return'

const htlc = (status: string, total_time_lock: number) => ({
  ...{ status, route: { total_time_lock } },
  resolve_time_ns: 0n
})

describe('the latest return of a payment in flight', () => {
  it('is the expiry of the last HTLC that is still in flight', () => {
    const htlcs = [htlc('IN_FLIGHT', 900_100), htlc('IN_FLIGHT', 900_140), htlc('FAILED', 900_900)]
    expect(expiryHeightOf({ htlcs })).toBe(900_140)
  })

  it('is not known while no HTLC is in flight', () => {
    expect(expiryHeightOf({ htlcs: [] })).toBeUndefined()
    expect(expiryHeightOf({ htlcs: [htlc('FAILED', 900_100)] })).toBeUndefined()
    expect(
      expiryHeightOf({ htlcs: [{ status: 'IN_FLIGHT', route: null, resolve_time_ns: 0n }] })
    ).toBeUndefined()
  })

  it('is ten minutes away for each block that is missing', () => {
    expect(latestReturnAt(900_140, 900_000, 1_800_000_000_500)).toEqual({
      height: 900_140,
      at: 1_800_000_000 + 140 * 600
    })
  })

  it('is now for an HTLC that has expired and has not returned yet', () => {
    expect(latestReturnAt(899_990, 900_000, 1_800_000_000_000).at).toBe(1_800_000_000)
  })
})
