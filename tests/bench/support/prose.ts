import { seededRandom } from '../../support/processes/fault-matrix/random'

const SYLLABLES =
  'ba be bi bo bu da de di do du ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu'.split(' ')
const VOCABULARY = 2_000

/** Texts that are real work for a full-text index: sentences of many different words, the same for the same seed. */
export class Prose {
  readonly #random: () => number
  readonly #words: readonly string[]

  constructor(seed: number) {
    this.#random = seededRandom(seed)
    this.#words = Array.from({ length: VOCABULARY }, () =>
      Array.from({ length: 2 + this.below(3) }, () => SYLLABLES[this.below(SYLLABLES.length)]).join('')
    )
  }

  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number {
    return Math.floor(this.#random() * limit)
  }

  hex(digits: number): string {
    return Array.from({ length: digits }, () => this.below(16).toString(16)).join('')
  }

  /** Returns this many words, common ones more often than rare ones. */
  sentence(words: number): string {
    const skewed = () => Math.floor(this.#random() ** 2 * VOCABULARY)
    return Array.from({ length: words }, () => this.#words[skewed()]).join(' ')
  }
}
