import type { Clock } from '../clock'

/** Delay before a failed write (disk full) is retried. */
const WRITE_RETRY_MS = 5_000

/**
 * Retries outcome writes that failed (disk full). Until one succeeds the row stays `sending` on disk, which blocks a
 * second attempt.
 */
export class WriteRetry {
  readonly #waiting = new Set<() => void>()

  constructor(private readonly clock: Clock) {}

  later(write: () => void): void {
    const cancel = this.clock.after(WRITE_RETRY_MS, () => {
      this.#waiting.delete(cancel)
      write()
    })
    this.#waiting.add(cancel)
  }

  dispose(): void {
    for (const cancel of this.#waiting) cancel()
    this.#waiting.clear()
  }
}
