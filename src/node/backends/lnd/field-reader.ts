export interface Field {
  readonly type: number
  readonly content: Uint8Array
}

/**
 * Reads fields of the form type, length, content. Macaroons consist of them, and so do messages of protobuf in which
 * every field is text or bytes. A field of type 0 has neither a length nor content.
 */
export class FieldReader {
  readonly #bytes: Uint8Array
  #at: number

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes
    this.#at = at
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  peek(): number | undefined {
    return this.#bytes[this.#at]
  }

  /** Undefined if the bytes end too early. */
  field(): Field | undefined {
    const type = this.#varint()
    if (type === undefined || type === 0)
      return type === undefined ? undefined : { type, content: new Uint8Array() }
    const length = this.#varint()
    if (length === undefined || length > this.#bytes.length - this.#at) return undefined
    const content = this.#bytes.subarray(this.#at, this.#at + length)
    this.#at += length
    return { type, content }
  }

  #varint(): number | undefined {
    let value = 0
    for (let shift = 0; shift <= 21; shift += 7) {
      const byte = this.#bytes[this.#at]
      if (byte === undefined) return undefined
      this.#at += 1
      value |= (byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
    return undefined
  }
}
