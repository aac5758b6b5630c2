import { bytesToHex } from '@noble/hashes/utils.js'
import { fail, ok, type Result } from '../result'
import { readFallback, type FallbackAddress } from './fallback'
import { readFeatureBits } from './features'
import type { Network } from '../domain/network'
import { readRoute, type RouteHop } from './route'
import { wordsToBytes, wordsToNumber } from './five-bit'

/** The 5-bit words of the field types (BOLT11 "Tagged Fields"). */
export const FIELD = { p: 1, r: 3, '9': 5, x: 6, f: 9, d: 13, s: 16, n: 19, h: 23, c: 24, m: 27 } as const

const HASH_WORDS = 52
const PUBKEY_WORDS = 53

/** Added to any timestamp (35 bits), this is still a valid date. */
const MAX_EXPIRY_SECONDS = 8_640_000_000_000 - 2 ** 35

/** The tagged fields of an invoice as written; hashes and keys in hex. */
export interface TaggedFields {
  paymentHash: string | undefined
  paymentSecret: string | undefined
  description: string | undefined
  descriptionHash: string | undefined
  /** Number of descriptions and description hashes. */
  descriptions: number
  payee: Uint8Array | undefined
  expirySeconds: number | undefined
  minFinalCltvExpiry: number | undefined
  featureBits: number[] | undefined
  metadata: string | undefined
  readonly fallbacks: FallbackAddress[]
  readonly routes: RouteHop[][]
}

type FieldError = 'malformed-field' | 'bad-description'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Reads the words between timestamp and signature. Skips unknown fields, and `p`, `h`, `s`, `n` of another length than
 * today's. If a field occurs twice the first one counts, so that the wallet shows what the node (LND) pays.
 */
export function readFields(words: Uint8Array, network: Network): Result<TaggedFields, FieldError> {
  const fields: TaggedFields = {
    paymentHash: undefined,
    paymentSecret: undefined,
    description: undefined,
    descriptionHash: undefined,
    descriptions: 0,
    payee: undefined,
    expirySeconds: undefined,
    minFinalCltvExpiry: undefined,
    featureBits: undefined,
    metadata: undefined,
    fallbacks: [],
    routes: []
  }
  let at = 0
  while (at < words.length) {
    const type = words[at]
    const [high, low] = words.subarray(at + 1, at + 3)
    if (type === undefined || high === undefined || low === undefined)
      return fail('malformed-field', 'the last')
    const end = at + 3 + high * 32 + low
    if (end > words.length) return fail('malformed-field', type.toString())
    const problem = readField(fields, type, words.subarray(at + 3, end), network)
    if (problem !== undefined) return fail(problem, type.toString())
    at = end
  }
  return ok(fields)
}

function readField(
  fields: TaggedFields,
  type: number,
  data: Uint8Array,
  network: Network
): FieldError | undefined {
  switch (type) {
    case FIELD.p:
      if (data.length !== HASH_WORDS || fields.paymentHash !== undefined) return undefined
      return malformedUnless((fields.paymentHash = hexOf(data)))
    case FIELD.s:
      if (data.length !== HASH_WORDS || fields.paymentSecret !== undefined) return undefined
      return malformedUnless((fields.paymentSecret = hexOf(data)))
    case FIELD.h:
      if (data.length !== HASH_WORDS) return undefined
      fields.descriptions++
      return malformedUnless((fields.descriptionHash ??= hexOf(data)))
    case FIELD.d:
      fields.descriptions++
      return fields.description === undefined ? readDescription(fields, data) : undefined
    case FIELD.n:
      if (data.length !== PUBKEY_WORDS || fields.payee !== undefined) return undefined
      return malformedUnless((fields.payee = wordsToBytes(data)))
    case FIELD.x: {
      if (fields.expirySeconds !== undefined) return undefined
      if (!isMinimal(data)) return 'malformed-field'
      const seconds = wordsToNumber(data)
      return malformedUnless(
        (fields.expirySeconds = seconds === undefined || seconds > MAX_EXPIRY_SECONDS ? undefined : seconds)
      )
    }
    case FIELD.c:
      if (fields.minFinalCltvExpiry !== undefined) return undefined
      if (!isMinimal(data)) return 'malformed-field'
      return malformedUnless((fields.minFinalCltvExpiry = wordsToNumber(data)))
    case FIELD['9']:
      if (!isMinimal(data)) return 'malformed-field'
      fields.featureBits ??= readFeatureBits(data)
      return undefined
    case FIELD.m:
      return malformedUnless((fields.metadata ??= hexOf(data)))
    case FIELD.f: {
      const fallback = readFallback(data, network)
      if (fallback !== undefined) fields.fallbacks.push(fallback)
      return undefined
    }
    case FIELD.r: {
      const bytes = wordsToBytes(data)
      const route = bytes === undefined ? undefined : readRoute(bytes)
      if (route !== undefined) fields.routes.push(route)
      return malformedUnless(route)
    }
    default:
      return undefined
  }
}

/**
 * BOLT11: `x`, `c` and `9` use the fewest words possible, so none begins with a zero word. A single zero word means 0.
 */
const isMinimal = (words: Uint8Array): boolean => words.length < 2 || words[0] !== 0

function malformedUnless(value: unknown): FieldError | undefined {
  return value === undefined ? 'malformed-field' : undefined
}

function hexOf(words: Uint8Array): string | undefined {
  const bytes = wordsToBytes(words)
  return bytes === undefined ? undefined : bytesToHex(bytes)
}

function readDescription(fields: TaggedFields, words: Uint8Array): FieldError | undefined {
  const bytes = wordsToBytes(words)
  if (bytes === undefined) return 'malformed-field'
  try {
    fields.description = utf8.decode(bytes)
    return undefined
  } catch {
    // The strict decoder throws on invalid UTF-8.
    return 'bad-description'
  }
}
