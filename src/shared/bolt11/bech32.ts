import { fail, ok, type Result } from '../result'
import type { InvoiceErrorCode } from '../domain/invoice-error'

const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const CHECKSUM_LENGTH = 6
/** Final checksum of an undamaged text. */
export const VALID_CHECKSUM = 1

/** The 5-bit word of a character in either case, by ASCII code; -1 if there is none. */
const WORDS = new Int8Array(128).fill(-1)
for (const [word, character] of [...ALPHABET].entries()) {
  WORDS[character.charCodeAt(0)] = word
  WORDS[character.toUpperCase().charCodeAt(0)] = word
}

/** Sums of the generators (BIP 173), indexed by the five bits that are shifted out of the checksum. */
const GENERATOR_SUMS = Int32Array.from({ length: 32 }, (_, top) =>
  [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3].reduce(
    (sum, generator, bit) => ((top >> bit) & 1 ? sum ^ generator : sum),
    0
  )
)

/** The 5-bit word of a character in either case; -1 if there is none. */
export function wordOf(charCode: number): number {
  return WORDS[charCode] ?? -1
}

/** The running checksum after one more word. */
export function extendChecksum(checksum: number, word: number): number {
  return (((checksum & 0x1ffffff) << 5) | word) ^ (GENERATOR_SUMS[checksum >>> 25] ?? 0)
}

/** The running checksum after the prefix, which is in lower case. */
export function checksumOfPrefix(prefix: string): number {
  let checksum = 1
  for (let i = 0; i < prefix.length; i++) checksum = extendChecksum(checksum, prefix.charCodeAt(i) >> 5)
  checksum = extendChecksum(checksum, 0)
  for (let i = 0; i < prefix.length; i++) checksum = extendChecksum(checksum, prefix.charCodeAt(i) & 31)
  return checksum
}

export interface Bech32 {
  /** The part before the separator, in lower case. */
  readonly prefix: string
  /** The part after the separator as 5-bit words, without the checksum. */
  readonly words: Uint8Array
}

/**
 * Reads bech32 (BIP 173) without its limit of 90 characters, as BOLT11 requires ("Encoding Overview").
 * @param minWords a text with fewer words is reported as `truncated` before its checksum is verified, because that
 * tells a person who copied only half of it what is wrong
 */
export function readBech32(text: string, minWords: number): Result<Bech32, InvoiceErrorCode> {
  const lower = text.toLowerCase()
  if (text !== lower && text !== text.toUpperCase()) return fail('mixed-case')
  const separator = lower.lastIndexOf('1')
  if (separator < 1) return fail('not-an-invoice')
  const prefix = lower.slice(0, separator)
  if (!/^[!-~]+$/.test(prefix)) return fail('bad-character')
  const words = new Uint8Array(lower.length - separator - 1)
  let checksum = checksumOfPrefix(prefix)
  for (let i = 0; i < words.length; i++) {
    const word = wordOf(lower.charCodeAt(separator + 1 + i))
    if (word < 0) return fail('bad-character', `at position ${(separator + 2 + i).toString()}`)
    words[i] = word
    checksum = extendChecksum(checksum, word)
  }
  if (words.length < minWords + CHECKSUM_LENGTH) return fail('truncated')
  if (checksum !== VALID_CHECKSUM) return fail('bad-checksum')
  return ok({ prefix, words: words.subarray(0, words.length - CHECKSUM_LENGTH) })
}
