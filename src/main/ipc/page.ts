import type { Events, OpenTarget } from '../../shared/ipc/contract'
import { eventChannelOf } from '../../shared/ipc/spec'

/** What is needed of Electron's WebContents. */
export interface PageContents {
  isDestroyed(): boolean
  send(channel: string, payload: unknown): void
}

/**
 * The way to the page in the window, if there is one. A page listens first and then asks for the snapshot: until it did,
 * states and changes are dropped (the snapshot holds them) and the last place to open waits for it.
 */
export class Page {
  #contents: PageContents | undefined
  #listening = false
  #waiting: OpenTarget | undefined

  /** A page is being loaded into this window, for the first time or again. */
  loading(contents: PageContents): void {
    this.#contents = contents
    this.#listening = false
  }

  /** The page asked for the snapshot. */
  listening(): void {
    this.#listening = true
    const target = this.#waiting
    this.#waiting = undefined
    if (target !== undefined) this.send('open', target)
  }

  gone(): void {
    this.#contents = undefined
    this.#listening = false
  }

  /** Sends the person to a place now, or as soon as there is a page. */
  open(target: OpenTarget): void {
    if (this.#listening) this.send('open', target)
    else this.#waiting = target
  }

  send<E extends keyof Events>(event: E, payload: Events[E]): void {
    if (!this.#listening || this.#contents === undefined || this.#contents.isDestroyed()) return
    this.#contents.send(eventChannelOf(event), payload)
  }
}
