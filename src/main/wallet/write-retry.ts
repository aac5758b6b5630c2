import type { Clock } from '../clock'

/** What could not be written (disk full) is tried again after this time. */
const WRITE_AGAIN_MS = 5_000

/**
 * Outcomes that could not be written. In the file what they are of is still sending, which blocks a second one; until the
 * outcome can be written, so it stays.
 */
export class WriteRetry {
  readonly #waiting = new Set<() => void>()

  constructor(private readonly clock: Clock) {}

  later(write: () => void): void {
    const cancel = this.clock.after(WRITE_AGAIN_MS, () => {
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
