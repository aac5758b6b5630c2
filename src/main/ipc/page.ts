import type { Events, OpenTarget } from '../../shared/ipc/contract'
import { eventChannelOf } from '../../shared/ipc/spec'

/** The part of Electron's WebContents that is used here. */
export interface PageContents {
  isDestroyed(): boolean
  send(channel: string, payload: unknown): void
}

/**
 * Sends events to the page in the window, if there is one. A page first adds its listeners and then requests the
 * snapshot. Until then, events are dropped (the snapshot contains them) and the last navigation target is queued.
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

  /** The page requested its snapshot, so it is listening. */
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

  /** Navigates the page to a target, now or as soon as a page is listening. */
  open(target: OpenTarget): void {
    if (this.#listening) this.send('open', target)
    else this.#waiting = target
  }

  send<E extends keyof Events>(event: E, payload: Events[E]): void {
    if (!this.#listening || this.#contents === undefined || this.#contents.isDestroyed()) return
    this.#contents.send(eventChannelOf(event), payload)
  }
}
