import type { Millis } from '../../shared/domain/ids'

/** At most so many calls within any window of time. */
export class CallBudget {
  #taken: Millis[] = []

  constructor(
    private readonly calls: number,
    private readonly windowMs: number
  ) {}

  /** Takes one call, if there is one left. */
  take(now: Millis): boolean {
    this.#taken = this.#taken.filter((at) => at > now - this.windowMs && at <= now)
    if (this.#taken.length >= this.calls) return false
    this.#taken.push(now)
    return true
  }

  /** The earliest time from `from` on when a call is left. */
  freeAt(from: Millis): Millis {
    const oldest = this.#taken.at(-this.calls)
    return oldest === undefined ? from : Math.max(from, oldest + this.windowMs)
  }
}
