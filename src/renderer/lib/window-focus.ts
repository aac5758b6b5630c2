import { createSubscriber } from 'svelte/reactivity'

/** Whether the window has the focus and is visible. Reactive. */
export class WindowFocus {
  readonly #subscribe = createSubscriber((update) => {
    window.addEventListener('focus', update)
    window.addEventListener('blur', update)
    document.addEventListener('visibilitychange', update)
    return () => {
      window.removeEventListener('focus', update)
      window.removeEventListener('blur', update)
      document.removeEventListener('visibilitychange', update)
    }
  })

  get here(): boolean {
    this.#subscribe()
    return document.visibilityState === 'visible' && document.hasFocus()
  }
}
