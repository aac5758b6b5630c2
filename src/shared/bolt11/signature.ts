import { secp256k1 } from '@noble/curves/secp256k1.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { wordsToPaddedBytes } from './five-bit'

/** 64 bytes of signature and 1 byte of recovery id, in 5-bit words. */
export const SIGNATURE_WORDS = 104
const DIGEST = { prehash: false } as const

/** The signed hash: SHA-256 of the prefix and the data, padded to whole bytes (BOLT11 "Data Part"). */
export function signingHash(prefix: string, words: Uint8Array): Uint8Array {
  const signed = new Uint8Array(prefix.length + Math.ceil((words.length * 5) / 8))
  for (let i = 0; i < prefix.length; i++) signed[i] = prefix.charCodeAt(i)
  wordsToPaddedBytes(words, signed, prefix.length)
  return sha256(signed)
}

/**
 * The public key that made this signature. High-S signatures are accepted, as in BOLT11's examples.
 * @param signature 65 bytes, recovery id last
 * @returns undefined if there is no such key
 */
export function recoverPayee(hash: Uint8Array, signature: Uint8Array): Uint8Array | undefined {
  const recoveryFirst = new Uint8Array(65)
  recoveryFirst[0] = signature[64] ?? 0
  recoveryFirst.set(signature.subarray(0, 64), 1)
  try {
    return secp256k1.recoverPublicKey(recoveryFirst, hash, DIGEST)
  } catch {
    // The library throws if the numbers are out of range or not on the curve.
    return undefined
  }
}

/** If the invoice names its payee (field `n`), the signature must be that key's and low-S. */
export function isSignedBy(payee: Uint8Array, hash: Uint8Array, signature: Uint8Array): boolean {
  try {
    return secp256k1.verify(signature.subarray(0, 64), hash, payee, { ...DIGEST, lowS: true })
  } catch {
    return false
  }
}
