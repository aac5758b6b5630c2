import type { Millis } from '../shared/domain/ids'

/** The current time and one-shot timers. Tests pass a clock that they control. */
export interface Clock {
  now(): Millis
  /** Calls back once after `ms`; the returned function cancels it. */
  after(ms: number, callback: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms)
    return () => {
      clearTimeout(timer)
    }
  }
}
