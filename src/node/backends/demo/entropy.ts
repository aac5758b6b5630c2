import { randomBytes } from 'node:crypto'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'

/**
 * Returns 32 bytes for a purpose. A seeded source returns the same bytes for the same purpose, so each purpose is used
 * once.
 */
export type Entropy = (purpose: string) => Uint8Array

export function seededEntropy(seed: string): Entropy {
  const key = utf8ToBytes(seed)
  return (purpose) => hmac(sha256, key, utf8ToBytes(purpose))
}

export const systemEntropy: Entropy = () => new Uint8Array(randomBytes(32))

/** The first 16 bytes as a version 4 UUID. */
export function uuid(bytes: Uint8Array): string {
  const b = Buffer.from(bytes.subarray(0, 16))
  b[6] = ((b[6] ?? 0) & 0x0f) | 0x40
  b[8] = ((b[8] ?? 0) & 0x3f) | 0x80
  const hex = b.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
