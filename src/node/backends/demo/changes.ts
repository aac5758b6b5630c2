const DEFAULT_PATIENCE_MS = 5_000

/** Notifies listeners that something may have changed. */
export class Changes {
  readonly #listeners = new Set<() => void>()

  /** Called after every change; the returned function removes the listener. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  notify(): void {
    for (const listener of [...this.#listeners]) listener()
  }

  /** Resolves when the condition holds. Rejects with `what` in its message if it does not hold in time. */
  until(what: string, condition: () => boolean, patienceMs = DEFAULT_PATIENCE_MS): Promise<void> {
    if (condition()) return Promise.resolve()
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        stop()
        reject(new Error(`timeout: after ${patienceMs} ms it is still not true that ${what}`))
      }, patienceMs)
      const stop = this.listen(() => {
        if (!condition()) return
        clearTimeout(timer)
        stop()
        resolve()
      })
    })
  }
}
