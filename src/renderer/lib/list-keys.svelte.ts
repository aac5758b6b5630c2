import { tick } from 'svelte'

/** Rows that Page Up and Page Down move. */
const PAGE = 10

/**
 * Keyboard control of a list of buttons with one tab stop: arrows, Page Up and Down, Home and End move the focus, Enter
 * presses. The rows have their index in `data-row`; a virtual list keeps the active one mounted.
 */
export class ListKeys {
  /** The row that Tab reaches. */
  active = $state(0)
  readonly #count: () => number
  readonly #reveal: (index: number) => void

  /** `reveal` scrolls a row into view. */
  constructor(count: () => number, reveal: (index: number) => void) {
    this.#count = count
    this.#reveal = reveal
  }

  readonly onkeydown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const list = event.currentTarget
    const to = this.#target(event.key)
    if (to === undefined || !(list instanceof HTMLElement)) return
    event.preventDefault()
    void this.focus(list, to)
  }

  async focus(list: HTMLElement, index: number): Promise<void> {
    this.active = index
    this.#reveal(index)
    await tick()
    list.querySelector<HTMLElement>(`[data-row="${index}"]`)?.focus({ preventScroll: true })
  }

  #target(key: string): number | undefined {
    const last = this.#count() - 1
    if (last < 0) return undefined
    const within = (index: number): number => Math.min(last, Math.max(0, index))
    switch (key) {
      case 'ArrowDown':
        return within(this.active + 1)
      case 'ArrowUp':
        return within(this.active - 1)
      case 'PageDown':
        return within(this.active + PAGE)
      case 'PageUp':
        return within(this.active - PAGE)
      case 'Home':
        return 0
      case 'End':
        return last
      default:
        return undefined
    }
  }
}
