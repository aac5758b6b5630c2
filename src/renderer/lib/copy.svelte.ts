import type { ImpApi } from '../../shared/ipc/contract'

/** How long `done` stays set. Milliseconds. */
const SHOWN_FOR_MS = 1500

/** Copies a text to the clipboard. `done` is set for a moment afterwards. */
export class CopyState {
  done = $state(false)
  readonly #imp: ImpApi
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(imp: ImpApi) {
    this.#imp = imp
  }

  async copy(text: string): Promise<void> {
    const result = await this.#imp.app.copyText({ text })
    if (!result.ok) return
    this.done = true
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => (this.done = false), SHOWN_FOR_MS)
  }
}
