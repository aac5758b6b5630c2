import type { MalformedFrame } from '../node-client/api'
import type { Log } from '../log/log'
import type { Clock } from '../clock'

/** Minimum time between two log lines. Milliseconds. */
const PAUSE_MS = 1_000

/** Counts the invalid frames of a stream, and logs the count at most once a second. */
export class RejectedFrames {
  #count = 0
  #reason: MalformedFrame | undefined
  #loggedAt = -Infinity

  constructor(
    private readonly log: Pick<Log, 'warn'>,
    private readonly clock: Pick<Clock, 'now'>
  ) {}

  add(reason: MalformedFrame): void {
    this.#count += 1
    this.#reason = reason
    const since = this.clock.now() - this.#loggedAt
    // A clock that was set back must not silence the log.
    if (since >= PAUSE_MS || since < 0) this.flush()
  }

  /** Logs the count since the last line. */
  flush(): void {
    if (this.#count === 0) return
    this.log.warn('frames-rejected', { count: this.#count, lastReason: this.#reason })
    this.#count = 0
    this.#loggedAt = this.clock.now()
  }
}
