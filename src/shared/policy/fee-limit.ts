import type { Capabilities } from '../domain/node'
import { PART_MSAT } from '../message-cost'
import { MAX_SAT, msat, msatToSatCeil, satToMsat, sat, type Msat, type Sat } from '../money'

/** The largest fee of a payment: a share of its amount or a fixed sum, whichever is more. */
export interface FeeLimit {
  /** Share of the amount, in hundredths of a percent. */
  readonly basisPoints: bigint
  readonly leastSat: Sat
}

/** Reads the fee limit from the settings. A percentage there has at most two decimals. */
export function feeLimitOf(settings: {
  readonly feeLimitPercent: string
  readonly feeLimitSat: string
}): FeeLimit {
  return {
    basisPoints: basisPointsOf(settings.feeLimitPercent),
    leastSat: sat(BigInt(settings.feeLimitSat))
  }
}

/** Hundredths of a percent: `0.25` is 25. */
export function basisPointsOf(percent: string): bigint {
  const [whole = '0', decimals = ''] = percent.split('.')
  return BigInt(whole + decimals.padEnd(2, '0').slice(0, 2))
}

/** The largest fee for an amount. Capped at all bitcoin, so that it fits an int64 in the protocol and on disk. */
export function largestFee(amountMsat: Msat, { basisPoints, leastSat }: FeeLimit): Msat {
  const share = (amountMsat * basisPoints) / 10_000n
  const least = satToMsat(leastSat < MAX_SAT ? leastSat : MAX_SAT)
  return msat(share > least ? share : least)
}

/** The largest fee of a message in this many parts, all of them together. Capped like that of a payment. */
export function largestMessageFee(parts: number, limit: FeeLimit): Msat {
  const most = satToMsat(MAX_SAT)
  const all = largestFee(PART_MSAT, limit) * BigInt(parts)
  return all < most ? msat(all) : most
}

/** What the fees of a message count toward the spending limits. Only a node with the extension applies the largest fee. */
export function countedMessageFee(
  { extension }: Pick<Capabilities, 'extension'>,
  parts: number,
  limit: FeeLimit
): Msat {
  return extension ? largestMessageFee(parts, limit) : msat(0n)
}

/**
 * The largest fee to offer for one payment whose route costs more than the person's largest fee: a tenth above the
 * node's estimate, because the fee of the real route differs a little, rounded up to a number that is easy to read.
 */
export function raisedFee(estimateMsat: Msat): Msat {
  const sats = msatToSatCeil(msat(estimateMsat + estimateMsat / 10n))
  const magnitude = 10n ** BigInt(sats.toString().length - 1)
  const step = magnitude >= 100n ? magnitude / 10n : magnitude === 10n ? 5n : 1n
  return satToMsat(sat(((sats + step - 1n) / step) * step))
}
