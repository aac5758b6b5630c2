import type { Millis } from '../../../shared/domain/ids'

/** Allows at most a number of calls in any window of time. */
export class CallBudget {
  #taken: Millis[] = []

  constructor(
    private readonly calls: number,
    private readonly windowMs: number
  ) {}

  /** Takes one call if more than `reserved` are left. */
  take(now: Millis, reserved: number): boolean {
    this.#taken = this.#taken.filter((at) => at >= now - this.windowMs && at <= now)
    if (this.calls - this.#taken.length <= reserved) return false
    this.#taken.push(now)
    return true
  }

  /** The earliest time, at or after `from`, when more than `reserved` calls are left. */
  freeAt(from: Millis, reserved: number): Millis {
    const oldest = this.#taken.at(-(this.calls - reserved))
    return oldest === undefined ? from : Math.max(from, oldest + this.windowMs + 1)
  }
}
