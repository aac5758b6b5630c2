/** Between which bounds the wait before the next attempt lies, in milliseconds. */
export interface BackoffBounds {
  readonly floorMs: number
  readonly ceilingMs: number
}

/** To another computer: a minute's outage costs a handful of attempts, an hour's two a minute. */
export const REMOTE_BACKOFF: BackoffBounds = { floorMs: 500, ceilingMs: 30_000 }

/**
 * To a node on this computer: an attempt costs nobody anything, so whoever restarts their node never waits more than
 * this for the wallet to be back.
 */
export const LOCAL_BACKOFF: BackoffBounds = { floorMs: 500, ceilingMs: 1_000 }

/**
 * How long to wait after the given number of failed attempts (from 1), in whole milliseconds: exponential with full
 * jitter, so that many wallets do not come back to one node at the same instant. `random` gives [0, 1).
 */
export function backoffDelay(failedAttempts: number, bounds: BackoffBounds, random: () => number): number {
  const { floorMs, ceilingMs } = bounds
  // 2^20 times any floor is above any ceiling; more would only overflow.
  const doublings = Math.min(Math.max(failedAttempts, 1), 20)
  const reach = Math.min(ceilingMs, floorMs * 2 ** doublings)
  return Math.round(floorMs + random() * (reach - floorMs))
}
