import { GrowingBuffer } from './growing-buffer'

const NEWLINE = 0x0a

/**
 * Splits a stream of bytes into lines. `push` returns false when a line exceeds the limit. A line is valid only while
 * it is handled, because its bytes are overwritten by later ones.
 */
export class Lines {
  readonly #line: (line: Buffer) => void
  readonly #begun: GrowingBuffer

  constructor(maxBytes: number, line: (line: Buffer) => void) {
    this.#line = line
    this.#begun = new GrowingBuffer(maxBytes)
  }

  push(chunk: Buffer): boolean {
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      if (!this.#begun.append(chunk.subarray(start, end))) return false
      if (this.#begun.size > 0) this.#line(this.#begun.take())
      start = end + 1
    }
    return this.#begun.append(chunk.subarray(start))
  }
}
