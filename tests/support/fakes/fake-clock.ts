/** A clock that a test advances. Timers that are due run in order. */
export class FakeClock {
  #now = 0
  #timers: { readonly at: number; readonly callback: () => void }[] = []

  now(): number {
    return this.#now
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#now + ms, callback }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer)
    }
  }

  /** Milliseconds until the next timer is due; undefined if there is none. */
  get nextIn(): number | undefined {
    const next = this.#firstDue(Infinity)
    return next === undefined ? undefined : next.at - this.#now
  }

  /** Advances the time, and lets promises settle between timers. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms
    for (;;) {
      await settle()
      const due = this.#firstDue(end)
      if (due === undefined) break
      this.#timers = this.#timers.filter((timer) => timer !== due)
      this.#now = due.at
      due.callback()
    }
    this.#now = end
    await settle()
  }

  #firstDue(end: number): { readonly at: number; readonly callback: () => void } | undefined {
    const due = this.#timers.filter(({ at }) => at <= end)
    return due.reduce<(typeof due)[number] | undefined>(
      (first, timer) => (first === undefined || timer.at < first.at ? timer : first),
      undefined
    )
  }
}

/** Waits for one turn of the event loop, in which all promises that can settle do so. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
