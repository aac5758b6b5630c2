import { secp256k1 } from '@noble/curves/secp256k1.js'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { SenderKeys, type SignatureFormat } from '../../../../../src/node/backends/lnd/sender-keys'

const { Point, Signature } = secp256k1
type Point = InstanceType<typeof Point>
const { Fn, Fp } = Point
const N = Fn.ORDER
/** The sender's secret key. */
const SECRET = 0x1234_5678_9abc_def0n

const bytesOf = (number: bigint) => Buffer.from(number.toString(16).padStart(64, '0'), 'hex')
const compact = (r: bigint, s: bigint) => Buffer.concat([bytesOf(r), bytesOf(s)])
const keyOf = (point: Point) => point.toHex(true)

/**
 * A valid signature of any key, also without its secret: SEC 1, section 4.1.4, read backwards from u1 and u2. Nobody
 * can choose the digest that it belongs to.
 */
function forged(key: Point, u1: bigint, u2: bigint) {
  const r = Fn.create(Point.BASE.multiplyUnsafe(u1).add(key.multiplyUnsafe(u2)).toAffine().x)
  const s = Fn.div(r, u2)
  return { r, s, digest: bytesOf(Fn.mul(u1, s)) }
}

/** Makes these keys build a table for this sender. */
function prove(keys: SenderKeys, sender: Point, times = 32): SenderKeys {
  for (let n = 1n; n <= times; n += 1n) {
    const { r, s, digest } = forged(sender, n, n + 7n)
    expect(keys.verify(compact(r, s), digest, keyOf(sender), 'compact')).toBe(true)
  }
  return keys
}

function byLibrary(signature: Uint8Array, digest: Uint8Array, sender: string, format: SignatureFormat) {
  try {
    const options = { prehash: false, lowS: false, format }
    return secp256k1.verify(signature, digest, Buffer.from(sender, 'hex'), options)
  } catch {
    return false
  }
}

const SENDER = Point.BASE.multiply(SECRET)
const HEX = keyOf(SENDER)
const keys = prove(new SenderKeys(), SENDER)
const flipped = (bytes: Uint8Array, bit: number) =>
  Uint8Array.from(bytes, (byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))

it('No signature with one flipped bit proves a sender with a table, in either form', () => {
  const digest = Buffer.alloc(32, 0x5a)
  for (const format of ['compact', 'der'] as const) {
    const signature = secp256k1.sign(digest, bytesOf(SECRET), { prehash: false, lowS: false, format })
    expect(keys.verify(signature, digest, HEX, format)).toBe(true)
    for (let bit = 0; bit < signature.length * 8; bit += 1)
      expect(keys.verify(flipped(signature, bit), digest, HEX, format), `${format}, bit ${bit}`).toBe(false)
  }
})

it('No digest with one flipped bit, and none of another length, belongs to a signature', () => {
  const digest = Buffer.alloc(32, 0x5a)
  const signature = secp256k1.sign(digest, bytesOf(SECRET), { prehash: false })
  for (let bit = 0; bit < 256; bit += 1)
    expect(keys.verify(signature, flipped(digest, bit), HEX, 'compact'), `bit ${bit}`).toBe(false)
  const fresh = new SenderKeys()
  const valid = forged(SENDER, 3n, 4n)
  for (const other of [Buffer.alloc(0), digest.subarray(1), Buffer.concat([digest, Buffer.alloc(1)])])
    for (const judged of [keys, fresh])
      expect(judged.verify(signature, other, HEX, 'compact'), `${other.length} bytes`).toBe(false)
  // The same number in 33 bytes.
  const longer = Buffer.concat([Buffer.alloc(1), valid.digest])
  for (const judged of [keys, fresh])
    expect(judged.verify(compact(valid.r, valid.s), longer, HEX, 'compact')).toBe(false)
})

it('Numbers at the edges of their range are judged as by the library', () => {
  const edges = [0n, 1n, 2n, N / 2n, N / 2n + 1n, N - 1n, N, N + 1n, Fp.ORDER, 2n ** 256n - 1n]
  for (const r of edges)
    for (const s of edges)
      for (const hash of [0n, 1n, N - 1n, N, N + 1n, 2n ** 256n - 1n]) {
        const signature = compact(r, s)
        const expected = byLibrary(signature, bytesOf(hash), HEX, 'compact')
        expect(keys.verify(signature, bytesOf(hash), HEX, 'compact'), `${r} ${s} ${hash}`).toBe(expected)
      }
})

it('A digest above n is reduced modulo n', () => {
  for (const hash of [N, N + 1n, 2n ** 256n - 1n]) {
    const signature = secp256k1.sign(bytesOf(hash), bytesOf(SECRET), { prehash: false })
    expect(keys.verify(signature, bytesOf(hash), HEX, 'compact')).toBe(true)
    expect(keys.verify(signature, bytesOf(hash - N), HEX, 'compact')).toBe(true)
  }
})

it('A sum at infinity proves nothing, whatever r and s are', () => {
  fc.assert(
    fc.property(fc.bigInt(1n, N - 1n), fc.bigInt(1n, N - 1n), (r, s) => {
      const digest = bytesOf(Fn.neg(Fn.mul(r, SECRET)))
      expect(keys.verify(compact(r, s), digest, HEX, 'compact')).toBe(false)
    }),
    {
      numRuns: 10,
      examples: [
        [1n, 1n],
        [N - 1n, N - 1n]
      ]
    }
  )
})

it('The x of the sum may be r + n, and r itself may not be n or more', () => {
  let x = N
  let sum: Point | undefined
  while (sum === undefined) {
    x += 1n
    try {
      sum = Point.fromBytes(Buffer.concat([Buffer.from([2]), bytesOf(x)]))
    } catch {
      // No point of the curve has this x.
    }
  }
  const [r, s, hash] = [x - N, 5n, 9n]
  const key = sum.multiplyUnsafe(Fn.div(s, r)).subtract(Point.BASE.multiplyUnsafe(Fn.div(hash, r)))
  const known = prove(new SenderKeys(), key)
  for (const judged of [known, new SenderKeys()]) {
    expect(judged.verify(compact(r, s), bytesOf(hash), keyOf(key), 'compact')).toBe(true)
    expect(judged.verify(compact(x, s), bytesOf(hash), keyOf(key), 'compact')).toBe(false)
    expect(judged.verify(compact(r + 1n, s), bytesOf(hash), keyOf(key), 'compact')).toBe(false)
  }
})

it('DER in any other form than the shortest is refused with and without a table', () => {
  const digest = Buffer.alloc(32, 0x33)
  const der = Buffer.from(secp256k1.sign(digest, bytesOf(SECRET), { prehash: false, format: 'der' }))
  const body = der.subarray(2)
  const { r, s } = Signature.fromBytes(der, 'der')
  const number = (bytes: Buffer) => Buffer.concat([Buffer.from([2, bytes.length]), bytes])
  const sequence = (...parts: Buffer[]) => {
    const content = Buffer.concat(parts)
    return Buffer.concat([Buffer.from([0x30, content.length]), content])
  }
  const padded = (value: bigint) => number(Buffer.concat([Buffer.alloc(2), bytesOf(value)]))
  const variants = [
    Buffer.concat([der, Buffer.alloc(1)]),
    der.subarray(0, -1),
    Buffer.concat([Buffer.from([0x30, 0x81, body.length]), body]),
    Buffer.concat([Buffer.from([0x30, 0x80]), body, Buffer.alloc(2)]),
    Buffer.concat([Buffer.from([0x31]), der.subarray(1)]),
    sequence(padded(r), padded(s)),
    // Without the sign byte these are negative.
    sequence(number(bytesOf(N - 1n)), number(bytesOf(N - 1n))),
    sequence(number(Buffer.alloc(0)), number(bytesOf(s))),
    sequence(number(Buffer.from([0])), number(Buffer.from([0]))),
    sequence(number(Buffer.concat([Buffer.alloc(1), bytesOf(N)])), number(Buffer.from([1]))),
    sequence(body, number(Buffer.from([1]))),
    Buffer.alloc(200, 0x30)
  ]
  for (const judged of [keys, new SenderKeys()])
    for (const variant of variants)
      expect(judged.verify(variant, digest, HEX, 'der'), variant.toString('hex')).toBe(false)
})

it('The table of one sender never serves another, also after it was dropped and made again', () => {
  const senders = [2n, 3n, 4n, 5n, 6n].map((secret) => Point.BASE.multiply(secret))
  const many = new SenderKeys()
  for (const round of [1n, 2n])
    for (const sender of senders) {
      prove(many, sender)
      const { r, s, digest } = forged(sender, 77n + round, 5n)
      for (const other of [...senders, sender.negate()])
        expect(many.verify(compact(r, s), digest, keyOf(other), 'compact')).toBe(other.equals(sender))
    }
})

it('A key that is not a point of the curve, and one with additional bytes, proves nothing', () => {
  const { r, s, digest } = forged(SENDER, 3n, 4n)
  for (const key of ['', '00', `02${'00'.repeat(32)}`, `02${bytesOf(Fp.ORDER).toString('hex')}`, `${HEX}00`])
    expect(keys.verify(compact(r, s), digest, key, 'compact'), key).toBe(false)
})

it('A changed buffer changes no later judgement', () => {
  const { r, s, digest } = forged(SENDER, 11n, 13n)
  const signature = compact(r, s)
  expect(keys.verify(signature, digest, HEX, 'compact')).toBe(true)
  signature.fill(0)
  expect(keys.verify(signature, digest, HEX, 'compact')).toBe(false)
  expect(keys.verify(compact(r, s), digest, HEX, 'compact')).toBe(true)
})
