import type { Millis } from '../../../shared/domain/ids'
import type { Clock } from '../../clock'

const HOUR_MS = 3_600_000

/** Mutes notifications for an hour. Not stored: quitting the wallet ends it. */
export class Mute {
  readonly #clock: Clock
  readonly #changed: () => void
  #until: Millis | undefined
  #cancel: (() => void) | undefined

  constructor(clock: Clock, changed: () => void) {
    this.#clock = clock
    this.#changed = changed
  }

  get until(): Millis | undefined {
    return this.#until
  }

  toggle(): void {
    this.#cancel?.()
    if (this.#until === undefined) {
      this.#until = this.#clock.now() + HOUR_MS
      this.#cancel = this.#clock.after(HOUR_MS, () => this.toggle())
    } else this.#until = undefined
    this.#changed()
  }
}
