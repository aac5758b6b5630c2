import type { Changes } from './changes'

/** Holds the parts of messages before they are sent, so that a test sees a message half-way. */
export class PartGate {
  readonly #changes: Changes
  readonly #held: ((sends: boolean) => void)[] = []
  #holding = false

  constructor(changes: Changes) {
    this.#changes = changes
  }

  /** Parts from now on wait for `release`. */
  hold(): void {
    this.#holding = true
  }

  /** Sends this many waiting parts, or fails them. 0: all of them, and no further part waits. */
  release(count: number, outcome: 'send' | 'fail'): void {
    if (count === 0) this.#holding = false
    for (const pass of this.#held.splice(0, count === 0 ? Infinity : count)) pass(outcome === 'send')
    this.#changes.notify()
  }

  /** The number of parts that wait. */
  get held(): number {
    return this.#held.length
  }

  /** Resolves when the part is to be sent, with false if it is to fail. */
  async pass(): Promise<boolean> {
    if (!this.#holding) return true
    return await new Promise((pass) => {
      this.#held.push(pass)
      this.#changes.notify()
    })
  }
}
