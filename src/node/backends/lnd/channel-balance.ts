import { msat, type Msat } from '../../../shared/money'
import type { Channel } from './answers'

/** Weight units that one more HTLC adds to a commitment transaction (lnd, input/size.go, HTLCWeight). */
const HTLC_WEIGHT = 172n

/** The amount that the channels can send: without the channel reserve, which stays on our side, and the fee buffer. */
export function spendableOf(channels: readonly Channel[]): Msat {
  return sum(channels, (channel) => {
    const reserve = channel.local_constraints?.chan_reserve_sat ?? 0n
    return channel.local_balance - reserve - (channel.initiator ? feeBuffer(channel) : 0n)
  })
}

/** The amount that the channels can receive: the peers hold back the same on their sides. */
export function receivableOf(channels: readonly Channel[]): Msat {
  return sum(channels, (channel) => {
    const reserve = channel.remote_constraints?.chan_reserve_sat ?? 0n
    return channel.remote_balance - reserve - (channel.initiator ? 0n : feeBuffer(channel))
  })
}

/**
 * The amount in sats that the side that opened the channel holds back in addition to the commitment fee. LND keeps it
 * for twice the fee rate and two more HTLCs (lnd, lnwallet/channel.go, CalcFeeBuffer).
 */
function feeBuffer({ fee_per_kw, commit_weight, commit_fee }: Channel): bigint {
  const buffer = (2n * fee_per_kw * (commit_weight + 2n * HTLC_WEIGHT)) / 1000n
  return buffer > commit_fee ? buffer - commit_fee : 0n
}

/** Sums over all channels, from sats. A channel below its reserve counts as 0. */
function sum(channels: readonly Channel[], available: (channel: Channel) => bigint): Msat {
  const sats = channels.map(available).reduce((total, one) => (one > 0n ? total + one : total), 0n)
  return msat(sats * 1000n)
}
