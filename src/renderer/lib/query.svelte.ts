import type { ErrorOf, Result } from '../../shared/result'

/**
 * A request to main whose last good answer stays on the screen while the next one is under way. `refresh()` during a
 * request causes another one after it, so that the answer shown is never older than the last known change. `reset()`
 * drops the answer, also one under way.
 */
export class Query<T, Code extends string> {
  value = $state.raw<T | undefined>()
  error = $state.raw<ErrorOf<Code> | undefined>()
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
