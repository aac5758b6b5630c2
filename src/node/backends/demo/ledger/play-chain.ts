import type { LatestReturn } from '../../../backend'

/** The time of Bitcoin's first block, in milliseconds since 1970. */
const FIRST_BLOCK_AT = Date.UTC(2009, 0, 3, 18, 15, 5)
const BLOCK_MS = 600_000
/** The time lock of a payment in blocks, as LND's own invoices set it (lnd, chainreg, DefaultBitcoinTimeLockDelta). */
const CLTV_BLOCKS = 80

/** The height of the play chain, which gets a block every ten minutes. `now` is in milliseconds since 1970. */
export function blockHeightAt(now: number): number {
  return Math.max(0, Math.floor((now - FIRST_BLOCK_AT) / BLOCK_MS))
}

/** When the block at this height was mined, in milliseconds since 1970. */
export function blockTimeOf(height: number): number {
  return FIRST_BLOCK_AT + height * BLOCK_MS
}

/** The latest return of a payment that was attempted at this time. `attemptedAt` is in milliseconds since 1970. */
export function latestReturnOf(attemptedAt: number): LatestReturn {
  const height = blockHeightAt(attemptedAt) + CLTV_BLOCKS
  return { height, at: Math.floor(blockTimeOf(height) / 1000) }
}
