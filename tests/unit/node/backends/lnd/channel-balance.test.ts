import { describe, expect, it } from 'vitest'
import type { Channel } from '../../../../../src/node/backends/lnd/answers'
import { receivableOf, spendableOf } from '../../../../../src/node/backends/lnd/channel-balance'

/** As LND lists a channel of 10,000,000 sats that this node opened. */
const opened: Channel = {
  active: true,
  local_balance: 6_000_000n,
  remote_balance: 3_996_530n,
  commit_fee: 2_810n,
  commit_weight: 772n,
  fee_per_kw: 2_500n,
  initiator: true,
  local_constraints: { chan_reserve_sat: 100_000n },
  remote_constraints: { chan_reserve_sat: 100_000n }
}

describe('the balance of channels', () => {
  it('leaves out the reserve and the fee buffer of the side that opened the channel', () => {
    expect(spendableOf([opened])).toBe(5_897_230_000n)
    expect(receivableOf([opened])).toBe(3_896_530_000n)
    const accepted = { ...opened, initiator: false }
    expect(spendableOf([accepted])).toBe(5_900_000_000n)
    expect(receivableOf([accepted])).toBe(3_893_760_000n)
  })

  it('counts a channel below its reserve as nothing, and adds up the others', () => {
    const poor = { ...opened, local_balance: 50_000n }
    expect(spendableOf([poor])).toBe(0n)
    expect(spendableOf([poor, opened, opened])).toBe(2n * 5_897_230_000n)
    expect(spendableOf([])).toBe(0n)
  })
})
