const FIRST_MS = 500
const LONGEST_MS = 30_000

/** Exponential backoff with full jitter: at most 0.5 s for the first attempt, never more than 30 s. */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  return Math.ceil(random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt))
}
