/** Initial size in bytes. The size doubles as needed, so that many tiny pieces cost no more memory than their bytes. */
const INITIAL_BYTES = 4096
/** A larger buffer is released after its bytes were taken. In bytes. */
const MAX_RETAINED_BYTES = 64 * 1024

/**
 * Collects bytes that arrive in pieces, up to a limit, in one buffer. A list of pieces would cost some hundred bytes
 * each.
 */
export class GrowingBuffer {
  readonly #maxBytes: number
  #buffer = Buffer.alloc(0)
  #size = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  get size(): number {
    return this.#size
  }

  /** Returns false, and adds nothing, if the piece would exceed the limit. */
  append(piece: Uint8Array): boolean {
    const size = this.#size + piece.length
    if (size > this.#maxBytes) return false
    if (size > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(INITIAL_BYTES, size, 2 * this.#buffer.length))
      this.#buffer.copy(larger, 0, 0, this.#size)
      this.#buffer = larger
    }
    this.#buffer.set(piece, this.#size)
    this.#size = size
    return true
  }

  /** Returns the bytes and empties the buffer. They are valid until the next call of `append`. */
  take(): Buffer {
    const taken = this.#buffer.subarray(0, this.#size)
    if (this.#buffer.length > MAX_RETAINED_BYTES) this.#buffer = Buffer.alloc(0)
    this.#size = 0
    return taken
  }
}
