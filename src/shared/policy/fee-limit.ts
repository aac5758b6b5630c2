import { msat, satToMsat, sat, type Msat, type Sat } from '../money'

/** The most that a payment may cost on top: a share of its amount or a fixed sum, whichever is more. */
export interface FeeLimit {
  /** Of the amount, in hundredths of a percent. */
  readonly basisPoints: bigint
  readonly leastSat: Sat
}

/** 1 % or 10 sats: what the node that comes along uses where nothing is asked of it. */
export const DEFAULT_FEE_LIMIT: FeeLimit = { basisPoints: 100n, leastSat: sat(10n) }

/** What this limit is for an amount. */
export function largestFee(amountMsat: Msat, { basisPoints, leastSat }: FeeLimit): Msat {
  const share = (amountMsat * basisPoints) / 10_000n
  const least = satToMsat(leastSat)
  return msat(share > least ? share : least)
}
