import { secp256k1 } from '@noble/curves/secp256k1.js'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { SenderKeys } from '../../../../../src/node/backends/lnd/sender-keys'

const SECRET = Buffer.alloc(32, 7)
const SENDER = Buffer.from(secp256k1.getPublicKey(SECRET)).toString('hex')
const OPTIONS = { prehash: false, lowS: false } as const

function sign(digest: Uint8Array, secret: Uint8Array = SECRET, format: 'der' | 'compact' = 'der') {
  return secp256k1.sign(digest, secret, { ...OPTIONS, format })
}

/** Keys that have a table for the sender. */
function withTable(): SenderKeys {
  const keys = new SenderKeys()
  for (let n = 1; n <= 40; n += 1) {
    const digest = Buffer.alloc(32, n)
    expect(keys.verify(sign(digest), digest, SENDER, 'der')).toBe(true)
  }
  return keys
}

const digests = fc.uint8Array({ minLength: 32, maxLength: 32 })

it('A sender with many messages is judged as any other, whatever the signature says', () => {
  const keys = withTable()
  const changes = fc.record({ at: fc.nat(71), by: fc.integer({ min: 0, max: 255 }) })
  fc.assert(
    fc.property(digests, digests, changes, (digest, other, { at, by }) => {
      const signature = Uint8Array.from(sign(digest))
      const changed = Uint8Array.from(signature)
      changed[at % changed.length] = (changed[at % changed.length] ?? 0) ^ by
      const byLibrary = (one: Uint8Array, of: Uint8Array) =>
        secp256k1.verify(one, of, Buffer.from(SENDER, 'hex'), { ...OPTIONS, format: 'der' })
      expect(keys.verify(signature, digest, SENDER, 'der')).toBe(true)
      expect(keys.verify(signature, other, SENDER, 'der')).toBe(byLibrary(signature, other))
      expect(keys.verify(changed, digest, SENDER, 'der')).toBe(by === 0)
    }),
    { numRuns: 25 }
  )
})

it('A signature of another key proves nothing, nor does one that cannot be read', () => {
  const keys = withTable()
  const digest = Buffer.alloc(32, 0xff)
  expect(keys.verify(sign(digest, Buffer.alloc(32, 8)), digest, SENDER, 'der')).toBe(false)
  expect(keys.verify(Buffer.alloc(0), digest, SENDER, 'der')).toBe(false)
  expect(keys.verify(Buffer.alloc(64), digest, SENDER, 'compact')).toBe(false)
  expect(keys.verify(sign(digest), digest, `02${'ff'.repeat(32)}`, 'der')).toBe(false)
})

it('Both forms of a signature are read, with a high s too', () => {
  const keys = withTable()
  const digest = Buffer.alloc(32, 0xaa)
  const { r, s } = secp256k1.Signature.fromBytes(sign(digest, SECRET, 'compact'), 'compact')
  const high = new secp256k1.Signature(r, secp256k1.Point.Fn.neg(s))
  for (const format of ['der', 'compact'] as const) {
    expect(keys.verify(sign(digest, SECRET, format), digest, SENDER, format)).toBe(true)
    expect(keys.verify(high.toBytes(format), digest, SENDER, format)).toBe(true)
  }
})
