import { setTimeout as delay } from 'node:timers/promises'
import type { CheckProgress } from './progress'
import { Cancelled, within } from './within'

/** Timeout of a step. Milliseconds. */
export const STEP_MS = 20_000
/** Timeout of a step over Tor, which builds a circuit first. Milliseconds. */
const STEP_OVER_TOR_MS = 60_000
/** A locked, starting or syncing LND is asked again after this time. Milliseconds. */
export const RETRY_MS = 5_000

/** Ends the check because a step failed. The progress contains the step and the reason. */
export class Stop extends Error {}

/** Shared by all steps of one check. */
export class CheckContext {
  readonly progress: CheckProgress
  readonly #signal: AbortSignal
  readonly #stepMs: number
  readonly #cancelled: Promise<never>

  constructor(parts: {
    readonly progress: CheckProgress
    readonly signal: AbortSignal
    readonly overTor: boolean
  }) {
    this.progress = parts.progress
    this.#signal = parts.signal
    this.#stepMs = parts.overTor ? STEP_OVER_TOR_MS : STEP_MS
    this.#cancelled = new Promise((_resolve, reject) => {
      parts.signal.addEventListener('abort', () => reject(new Cancelled()), { once: true })
    })
    // Prevents an unhandled rejection while no step waits. Steps that wait get the rejection too.
    this.#cancelled.catch(() => undefined)
  }

  /** Rejects with TimedOut when a step takes too long, and with Cancelled. */
  within<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return within(this.#signal, this.#stepMs, work)
  }

  /** Waits for work that has a deadline of its own. Rejects with Cancelled. */
  async orCancelled<T>(work: Promise<T>): Promise<T> {
    const value = await Promise.race([work, this.#cancelled])
    if (this.#signal.aborted) throw new Cancelled()
    return value
  }

  /** Waits for the time of the next attempt. Rejects with Cancelled. */
  async retryLater(): Promise<void> {
    this.progress.retryAt(Date.now() + RETRY_MS)
    await delay(RETRY_MS, undefined, { signal: this.#signal }).catch(() => {
      throw new Cancelled()
    })
  }

  get signal(): AbortSignal {
    return this.#signal
  }
}
