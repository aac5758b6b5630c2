import type { Millis } from '../../shared/domain/ids'
import { background, type ReportBug } from '../background'
import type { Clock } from '../clock'

/**
 * Detects a link that died without a FIN: sleep, a pulled cable, a NAT that dropped its state. After some idle time it
 * makes one call; a node that does not answer counts as lost. These are ordinary calls, because the node answers
 * frequent HTTP/2 pings with GOAWAY.
 */
export class Heartbeat {
  readonly #clock: Clock
  readonly #silenceMs: number
  readonly #ask: () => Promise<boolean>
  readonly #dead: () => void
  readonly #reportBug: ReportBug
  #lastSign: number
  #cancelTimer: (() => void) | undefined
  #asking = false
  #stopped = false

  constructor(
    clock: Clock,
    silenceMs: number,
    ask: () => Promise<boolean>,
    dead: () => void,
    reportBug: ReportBug
  ) {
    this.#clock = clock
    this.#silenceMs = silenceMs
    this.#ask = ask
    this.#dead = dead
    this.#reportBug = reportBug
    this.#lastSign = clock.now()
    this.#wait(silenceMs)
  }

  /** When the node last showed that the link is up. */
  get lastSign(): Millis {
    return this.#lastSign
  }

  /** Something was received from the node. */
  sign(): void {
    this.#lastSign = this.#clock.now()
  }

  /** Probes at once: the computer woke up, or the network changed. */
  check(): void {
    if (this.#asking || this.#stopped) return
    this.#cancelTimer?.()
    this.#asking = true
    background(
      this.#ask().then((alive) => {
        this.#asked(alive)
      }),
      (error) => {
        this.#reportBug('sign-of-life', error)
        this.#asked(false)
      }
    )
  }

  stop(): void {
    this.#stopped = true
    this.#cancelTimer?.()
  }

  #asked(alive: boolean): void {
    this.#asking = false
    if (this.#stopped) return
    if (!alive) {
      this.#dead()
      return
    }
    this.sign()
    this.#wait(this.#silenceMs)
  }

  #wait(ms: number): void {
    this.#cancelTimer = this.#clock.after(ms, () => {
      const left = this.#lastSign + this.#silenceMs - this.#clock.now()
      if (left > 0) this.#wait(left)
      else this.check()
    })
  }
}
