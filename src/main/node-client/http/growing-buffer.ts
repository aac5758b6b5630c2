/** Twice the size each time, from here: a stream of tiny pieces costs no more memory than its bytes. In bytes. */
const SMALLEST = 4096
/** A larger buffer is given back once its bytes were taken. In bytes. */
const KEPT = 64 * 1024

/** Bytes that arrive in pieces, in one buffer, up to a limit. Not a list of pieces: each would cost some hundred bytes. */
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

  /** Returns false, and keeps nothing of the piece, where it would exceed the limit. */
  append(piece: Uint8Array): boolean {
    const size = this.#size + piece.length
    if (size > this.#maxBytes) return false
    if (size > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(SMALLEST, size, 2 * this.#buffer.length))
      this.#buffer.copy(larger, 0, 0, this.#size)
      this.#buffer = larger
    }
    this.#buffer.set(piece, this.#size)
    this.#size = size
    return true
  }

  /** The bytes, and begins anew. They are valid until the next call of `append`. */
  take(): Buffer {
    const taken = this.#buffer.subarray(0, this.#size)
    if (this.#buffer.length > KEPT) this.#buffer = Buffer.alloc(0)
    this.#size = 0
    return taken
  }
}
