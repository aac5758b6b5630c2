/**
 * Runs `task` at once, then, while calls continue, at most once every `pause` milliseconds. The last call is never
 * lost. Runs do not overlap: a call during a run causes one more run after it.
 */
export class Throttle {
  readonly #task: () => Promise<void>
  readonly #pause: number
  #state: 'idle' | 'running' | 'waiting' = 'idle'
  #again = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(pause: number, task: () => Promise<void>) {
    this.#pause = pause
    this.#task = task
  }

  readonly call = (): void => {
    if (this.#state === 'idle') void this.#run()
    else this.#again = true
  }

  readonly stop = (): void => {
    this.#again = false
    clearTimeout(this.#timer)
    this.#state = 'idle'
  }

  async #run(): Promise<void> {
    this.#again = false
    this.#state = 'running'
    await this.#task()
    if (this.#state !== 'running') return
    this.#state = 'waiting'
    this.#timer = setTimeout(() => {
      this.#state = 'idle'
      if (this.#again) void this.#run()
    }, this.#pause)
  }
}
