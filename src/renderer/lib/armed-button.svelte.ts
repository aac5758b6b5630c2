import { untrack } from 'svelte'
import type { Attachment } from 'svelte/attachments'

/**
 * Milliseconds. A button that spends money reacts only after it has kept its place and meaning this long in a window
 * with the focus. Otherwise the sender of a message or a link could place another button under the pointer just before
 * the click. It is also longer than a double click.
 */
export const ARM_AFTER_MS = 600

/** Interval of position checks. A move is also noticed at the click itself. Milliseconds. */
const CHECK_INTERVAL_MS = 100
/** How long the explanation is shown beside the button: enough to read two short sentences. Milliseconds. */
const REASON_SHOWN_MS = 4000
/** A focus change later than this after the Tab key was not caused by it. Milliseconds. */
const TAB_FOCUSES_WITHIN_MS = 50

/**
 * Watches one button. `means` describes what a click does: invoice, amount and label. Any change of it, of the button's
 * position or of the window's focus restarts the wait.
 */
export class ArmedButton {
  /** A click counts now. Also in the DOM as `data-armed`, so that tests can wait for it. */
  armed = $state(false)
  /** The last click came too early; the explanation is shown. */
  tooEarly = $state(false)
  readonly #means: () => string
  #element: HTMLElement | undefined
  #seen = ''
  #since = 0
  #focusMovedAt = -Infinity
  #tabAt = -Infinity
  #pressed = false
  #reasonTimer: ReturnType<typeof setTimeout> | undefined

  constructor(means: () => string) {
    this.#means = means
  }

  /** Whether this click counts. If not, `tooEarly` explains why. */
  takes(): boolean {
    this.#look()
    const onlyByKey = document.activeElement === this.#element && !this.#pressed
    const focusIsNew = onlyByKey && performance.now() - this.#focusMovedAt < ARM_AFTER_MS
    const counts = this.armed && !focusIsNew
    this.tooEarly = !counts
    clearTimeout(this.#reasonTimer)
    if (!counts) this.#reasonTimer = setTimeout(() => (this.tooEarly = false), REASON_SHOWN_MS)
    return counts
  }

  /** For the keys of the button: the repeats of a held key do not count. */
  readonly onkeydown = (event: KeyboardEvent): void => {
    if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault()
  }

  /** Watches the element it is attached to: `<button {@attach armed.watch}>`. */
  readonly watch: Attachment<HTMLElement> = (element) => {
    const stop = new AbortController()
    const { signal } = stop
    this.#element = element
    untrack(this.#restart)
    const look = setInterval(this.#look, CHECK_INTERVAL_MS)
    for (const name of ['focus', 'blur']) window.addEventListener(name, this.#restart, { signal })
    document.addEventListener('visibilitychange', this.#restart, { signal })
    document.addEventListener('keydown', this.#keyDown, { signal, capture: true })
    document.addEventListener('pointerdown', this.#pointerDown, { signal, capture: true })
    document.addEventListener('keyup', this.#released, { signal, capture: true })
    element.addEventListener('focus', this.#focused, { signal })
    return () => {
      stop.abort()
      clearInterval(look)
      clearTimeout(this.#reasonTimer)
      this.#element = undefined
      this.armed = false
      this.tooEarly = false
    }
  }

  readonly #restart = (): void => {
    this.#since = performance.now()
    this.#seen = this.#now()
    this.armed = false
  }

  readonly #look = (): void => {
    const now = this.#now()
    if (now !== this.#seen || now === '') {
      this.#restart()
      return
    }
    if (this.armed || performance.now() - this.#since < ARM_AFTER_MS) return
    this.armed = true
  }

  readonly #keyDown = (event: KeyboardEvent): void => {
    this.#pressed = false
    if (event.key === 'Tab') this.#tabAt = performance.now()
  }
  readonly #released = (): void => {
    this.#tabAt = -Infinity
  }
  readonly #pointerDown = (event: Event): void => {
    this.#pressed = event.target instanceof Node && this.#element?.contains(event.target) === true
  }
  readonly #focused = (): void => {
    const now = performance.now()
    const byPerson = this.#pressed || now - this.#tabAt < TAB_FOCUSES_WITHIN_MS
    this.#focusMovedAt = byPerson ? -Infinity : now
  }

  /** The position and meaning of the button at this moment; empty while a person cannot see it. */
  #now(): string {
    const element = this.#element
    if (element === undefined || document.visibilityState !== 'visible' || !document.hasFocus()) return ''
    const { x, y, width, height } = element.getBoundingClientRect()
    // Something that covers the button and then disappears would also place it under the pointer.
    const top = document.elementFromPoint(x + width / 2, y + height / 2)
    if (top !== null && !element.contains(top) && !top.contains(element)) return ''
    return [Math.round(x), Math.round(y), Math.round(width), Math.round(height), this.#means()].join(' ')
  }
}
