import type { Store } from '../store/store'
import type { Clock } from '../clock'

/** For so long no write may have failed before one that succeeds counts: a full disk takes one row and not the next. */
const TRY_AFTER_MS = 3_000

/** Knows whether the records can be written at present: a disk can be full, a file locked or on a network that is gone. */
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

  /** `changed` is called from now on. */
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
