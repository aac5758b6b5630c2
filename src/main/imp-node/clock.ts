import type { Millis } from '../../shared/domain/ids'

/** Time, as the connection sees it: tests drive it by hand. */
export interface Clock {
  now(): Millis
  /** Calls back once after `ms`; the returned function cancels it. */
  after(ms: number, callback: () => void): () => void
}
