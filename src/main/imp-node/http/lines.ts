const NEWLINE = 0x0a

/** Cuts a stream of bytes into lines. `push` returns false when a line grows beyond the limit. */
export class Lines {
  readonly #maxBytes: number
  readonly #line: (line: Buffer) => void
  #parts: Buffer[] = []
  #size = 0

  constructor(maxBytes: number, line: (line: Buffer) => void) {
    this.#maxBytes = maxBytes
    this.#line = line
  }

  push(chunk: Buffer): boolean {
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      this.#keep(chunk.subarray(start, end))
      const line = Buffer.concat(this.#parts)
      this.#parts = []
      this.#size = 0
      if (line.length > this.#maxBytes) return false
      if (line.length > 0) this.#line(line)
      start = end + 1
    }
    this.#keep(chunk.subarray(start))
    return this.#size <= this.#maxBytes
  }

  #keep(part: Buffer): void {
    this.#parts.push(part)
    this.#size += part.length
  }
}
