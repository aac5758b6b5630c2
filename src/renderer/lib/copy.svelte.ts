import type { ImpApi } from '../../shared/ipc/contract'

const SHOWN_FOR = 1500

/** Copies a text to the clipboard and reports it for a moment. */
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
    this.#timer = setTimeout(() => (this.done = false), SHOWN_FOR)
  }
}
