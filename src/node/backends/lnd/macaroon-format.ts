/** Field types of version 2 of the binary form (macaroon library libmacaroons, `doc/format.txt`). */
const FIELD = { end: 0, location: 1, identifier: 2, verificationId: 4, signature: 6 } as const
const SIGNATURE_BYTES = 32
/** LND's macaroons have a few hundred bytes; caveats add more. */
const MAX_BYTES = 8_000

/** The first bytes of every macaroon that LND makes: version 2, then the location `lnd`. */
export const LND_MACAROON_BEGINS = Buffer.from('0201036c6e64', 'hex')

/** Whether these bytes are one whole macaroon of version 2, which LND uses, with nothing before or after it. */
export function isMacaroon(bytes: Uint8Array): boolean {
  if (bytes.length > MAX_BYTES || bytes[0] !== 2) return false
  const reader = new FieldReader(bytes, 1)
  if (!readSection(reader)) return false
  // Each caveat is a section; an empty one ends them.
  while (reader.peek() !== FIELD.end) if (!readSection(reader)) return false
  reader.skip(1)
  const signature = reader.field()
  return signature?.type === FIELD.signature && signature.length === SIGNATURE_BYTES && reader.atEnd
}

/** Reads `[location] identifier [verificationId] end`. */
function readSection(reader: FieldReader): boolean {
  let field = reader.field()
  if (field?.type === FIELD.location) field = reader.field()
  if (field?.type !== FIELD.identifier) return false
  field = reader.field()
  if (field?.type === FIELD.verificationId) field = reader.field()
  return field?.type === FIELD.end
}

class FieldReader {
  readonly #bytes: Uint8Array
  #at: number

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes
    this.#at = at
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  peek(): number | undefined {
    return this.#bytes[this.#at]
  }

  skip(bytes: number): void {
    this.#at += bytes
  }

  /** Undefined if the bytes end too early. */
  field(): { readonly type: number; readonly length: number } | undefined {
    const type = this.#varint()
    if (type === undefined || type === FIELD.end) return type === undefined ? undefined : { type, length: 0 }
    const length = this.#varint()
    if (length === undefined || length > this.#bytes.length - this.#at) return undefined
    this.#at += length
    return { type, length }
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
