/** Bounds of the wait before the next attempt, in milliseconds. */
export interface BackoffBounds {
  readonly floorMs: number
  readonly ceilingMs: number
}

/** For another computer: an outage of a minute costs a handful of attempts, one of an hour two per minute. */
export const REMOTE_BACKOFF: BackoffBounds = { floorMs: 500, ceilingMs: 30_000 }

/**
 * For a node on this computer, where attempts are cheap: after a restart of the node the wallet is back within a
 * second.
 */
export const LOCAL_BACKOFF: BackoffBounds = { floorMs: 500, ceilingMs: 1_000 }

/**
 * The wait after this many failed attempts (from 1), in whole milliseconds: exponential with full jitter, so that many
 * wallets do not return to a node at the same moment. `random` returns [0, 1).
 */
export function backoffDelay(failedAttempts: number, bounds: BackoffBounds, random: () => number): number {
  const { floorMs, ceilingMs } = bounds
  // 2^20 times any floor is above any ceiling; larger exponents would only overflow.
  const doublings = Math.min(Math.max(failedAttempts, 1), 20)
  const reach = Math.min(ceilingMs, floorMs * 2 ** doublings)
  return Math.round(floorMs + random() * (reach - floorMs))
}
