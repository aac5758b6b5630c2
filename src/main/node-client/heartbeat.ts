import type { Millis } from '../../shared/domain/ids'
import { background, type ReportBug } from '../background'
import type { Clock } from '../clock'

/**
 * Notices a link that died without a word (no FIN: sleep, a pulled cable, a NAT that forgot). After a silence it asks
 * once; a node that does not answer is taken for lost. These are ordinary calls, not the HTTP/2 pings that the node
 * answers with GOAWAY.
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

  /** When the node last showed that the link stands. */
  get lastSign(): Millis {
    return this.#lastSign
  }

  /** The node said something. */
  sign(): void {
    this.#lastSign = this.#clock.now()
  }

  /** Asks at once: the machine woke up, or the network changed. */
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
