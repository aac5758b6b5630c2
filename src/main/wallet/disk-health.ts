import type { Store } from '../store/store'
import type { Clock } from '../clock'

/**
 * Quiet period before a successful probe write clears the error, because on a full disk single writes still succeed at
 * random. Milliseconds.
 */
const TRY_AFTER_MS = 3_000

/**
 * Detects whether the records can be written at present. The disk may be full, the file locked, or a network drive
 * gone.
 */
export class DiskHealth {
  readonly #store: Store
  readonly #clock: Clock
  #failing = false
  #changed: (() => void) | undefined
  #cancelTimer: (() => void) | undefined

  constructor(store: Store, clock: Clock) {
    this.#store = store
    this.#clock = clock
    store.onWriteFailed(() => {
      this.#failed()
    })
  }

  get failing(): boolean {
    return this.#failing
  }

  /** Calls `changed` from now on. */
  start(changed: () => void): void {
    this.#changed = changed
  }

  dispose(): void {
    this.#changed = undefined
    this.#cancelTimer?.()
    this.#store.onWriteFailed(undefined)
  }

  #failed(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = this.#clock.after(TRY_AFTER_MS, () => {
      if (this.#store.probeWrite().ok) this.#set(false)
    })
    this.#set(true)
  }

  #set(failing: boolean): void {
    if (this.#failing === failing) return
    this.#failing = failing
    this.#changed?.()
  }
}
