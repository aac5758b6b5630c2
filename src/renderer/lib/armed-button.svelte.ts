import { untrack } from 'svelte'
import type { Attachment } from 'svelte/attachments'

/**
 * A button that spends money answers only after it has stood this long at one place, with one meaning, in a window that
 * has the focus, in milliseconds. Without it the sender of a message or a link could put another button under the pointer
 * just before the click. It is also longer than a double click.
 */
export const ARM_AFTER_MS = 600

/** Between two looks at the place of a button. A move is also noticed at the click itself. */
const LOOK_EVERY_MS = 100
/** How long the reason stands beside the button: two short sentences are read by then. */
const REASON_SHOWN_MS = 4000
/** The Tab key moves the focus within this time, or it was not the key. */
const TAB_FOCUSES_WITHIN_MS = 50

/**
 * Watches one button. `means` says what a click on it does, as a text: the invoice, the amount and the words. Any change
 * of it, of the place of the button, or of the attention of the window starts the wait again.
 */
export class ArmedButton {
  /** A click counts now. For the DOM (`data-armed`), so that a test waits for the same condition as a person does. */
  armed = $state(false)
  /** The last click came too early: the reason stands beside the button. */
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

  /** Whether this click counts. A click that does not is explained by `tooEarly`. */
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

  /** For the button's own keys: a key that is held down is not a decision. */
  readonly onkeydown = (event: KeyboardEvent): void => {
    if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault()
  }

  /** Watches the element that it is put on: `<button {@attach armed.watch}>`. */
  readonly watch: Attachment<HTMLElement> = (element) => {
    const stop = new AbortController()
    const { signal } = stop
    this.#element = element
    untrack(this.#restart)
    const look = setInterval(this.#look, LOOK_EVERY_MS)
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

  /** What the button is at this moment; empty while a person cannot be looking at it. */
  #now(): string {
    const element = this.#element
    if (element === undefined || document.visibilityState !== 'visible' || !document.hasFocus()) return ''
    const { x, y, width, height } = element.getBoundingClientRect()
    // Something that covers the button and goes away would also put it under the pointer.
    const top = document.elementFromPoint(x + width / 2, y + height / 2)
    if (top !== null && !element.contains(top) && !top.contains(element)) return ''
    return [Math.round(x), Math.round(y), Math.round(width), Math.round(height), this.#means()].join(' ')
  }
}
