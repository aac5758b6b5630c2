import type { Failure, Result } from '../../shared/result'

/**
 * Something asked of main and shown: the last good answer stays on the screen while the next one is under way.
 * `refresh()` during a request asks once more after it, so the answer shown is never older than the last change heard of;
 * `reset()` forgets the answer, and one still under way is dropped.
 */
export class Query<T, Code extends string> {
  value = $state.raw<T | undefined>()
  error = $state.raw<Failure<Code> | undefined>()
  busy = $state(false)

  readonly #ask: () => Promise<Result<T, Code>>
  #again = false
  #generation = 0

  constructor(ask: () => Promise<Result<T, Code>>) {
    this.#ask = ask
  }

  async refresh(): Promise<void> {
    if (this.busy) {
      this.#again = true
      return
    }
    const generation = this.#generation
    this.busy = true
    do {
      this.#again = false
      const result = await this.#ask()
      if (generation !== this.#generation) return
      if (result.ok) this.value = result.value
      this.error = result.ok ? undefined : result.error
    } while (this.#again)
    this.busy = false
  }

  reset(): void {
    this.#generation += 1
    this.#again = false
    this.busy = false
    this.value = undefined
    this.error = undefined
  }
}
