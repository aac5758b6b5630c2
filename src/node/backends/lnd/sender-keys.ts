import { secp256k1 } from '@noble/curves/secp256k1.js'

const { Point, Signature } = secp256k1
type Point = InstanceType<typeof Point>

/** From this many proven messages on a sender has a table: making one takes as long as about twenty checks save. */
const TABLE_FROM = 32
/** Senders that are remembered. A table takes about 0.5 MB. */
const REMEMBERED = 4
/** Bits of a window of the table. */
const WINDOW = 6
const DIGEST_BYTES = 32

export type SignatureFormat = 'der' | 'compact'

/**
 * Checks ECDSA signatures on secp256k1. Remembers the senders that were heard of last: for one with many messages it
 * makes a table of multiples of the public key, with which a check takes a third of the time.
 */
export class SenderKeys {
  /** The one heard of last is the last. */
  readonly #senders = new Map<string, { proven: number; table: Point | undefined }>()

  /**
   * `sender`: a public key in hex. `digest`: 32 bytes. False also for a signature, a digest or a key that cannot be
   * read.
   */
  verify(signature: Uint8Array, digest: Uint8Array, sender: string, format: SignatureFormat): boolean {
    if (digest.length !== DIGEST_BYTES) return false
    const key = Buffer.from(sender, 'hex')
    const table = this.#senders.get(sender)?.table
    const proven =
      table === undefined
        ? verifyByLibrary(signature, digest, key, format)
        : verifyByTable(signature, digest, table, format)
    if (proven) this.#heard(sender, key)
    return proven
  }

  #heard(sender: string, key: Uint8Array): void {
    const { proven, table } = this.#senders.get(sender) ?? { proven: 0, table: undefined }
    this.#senders.delete(sender)
    this.#senders.set(sender, {
      proven: proven + 1,
      table: table ?? (proven + 1 < TABLE_FROM ? undefined : tableOf(key))
    })
    const [oldest] = this.#senders.keys()
    if (this.#senders.size > REMEMBERED && oldest !== undefined) this.#senders.delete(oldest)
  }
}

/** noble keeps the table with the point. */
function tableOf(key: Uint8Array): Point {
  return Point.fromBytes(key).precompute(WINDOW, false)
}

function verifyByLibrary(
  signature: Uint8Array,
  digest: Uint8Array,
  key: Uint8Array,
  format: SignatureFormat
): boolean {
  try {
    return secp256k1.verify(signature, digest, key, { prehash: false, format, lowS: false })
  } catch {
    return false
  }
}

/**
 * SEC 1, version 2, section 4.1.4, for a key that is a point of the curve and not at infinity. The library has no such
 * function: its `verify` reads the key anew each time, so it cannot use a table.
 */
function verifyByTable(
  signature: Uint8Array,
  digest: Uint8Array,
  key: Point,
  format: SignatureFormat
): boolean {
  let numbers
  try {
    // Throws unless both numbers are from 1 to n - 1.
    numbers = Signature.fromBytes(signature, format)
  } catch {
    return false
  }
  const { r, s } = numbers
  const { Fn } = Point
  const inverse = Fn.inv(s)
  const hash = Fn.create(BigInt(`0x${Buffer.from(digest).toString('hex')}`))
  const sum = Point.BASE.multiplyUnsafe(Fn.create(hash * inverse)).add(
    key.multiplyUnsafe(Fn.create(r * inverse))
  )
  return !sum.is0() && Fn.create(sum.toAffine().x) === r
}
