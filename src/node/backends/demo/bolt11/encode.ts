import { secp256k1 } from '@noble/curves/secp256k1.js'
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { bech32 } from '@scure/base'
import { MEMO_MAX_BYTES } from '../../../../shared/domain/invoice'
import { INVOICE_PREFIXES } from '../../../../shared/bolt11'
import type { Network } from '../../../../shared/domain/network'
import { FIELD } from '../../../../shared/bolt11/fields'
import { signingHash } from '../../../../shared/bolt11/signature'

export type InvoiceToEncode = {
  readonly network: Network
  /** Undefined: the payer chooses the amount. */
  readonly amountMsat: bigint | undefined
  /** Seconds since 1970. */
  readonly timestamp: number
  /** 32 bytes in hex, like the two below. */
  readonly paymentHash: string
  readonly paymentSecret: string
  readonly expirySeconds: number
  readonly minFinalCltvExpiry: number
  /** Numbers of the bits to set. */
  readonly featureBits: readonly number[]
  /** 32 bytes. */
  readonly privateKey: Uint8Array
} & ({ readonly description: string } | { readonly descriptionHash: string })

const TIMESTAMP_WORDS = 7
const HASH_BYTES = 32

/** Multipliers and their value in msat, largest first; for `p` the value is in tenths of a msat. */
const MULTIPLIERS: readonly (readonly [string, bigint])[] = [
  ['', 100_000_000_000n],
  ['m', 100_000_000n],
  ['u', 100_000n],
  ['n', 100n]
]

/**
 * Encodes and signs a BOLT11 invoice. The signature is deterministic (RFC 6979): the same input gives the same invoice.
 * @throws RangeError for input that no invoice can hold; callers validate user input
 */
export function encodeInvoice(invoice: InvoiceToEncode): string {
  const prefix = INVOICE_PREFIXES[invoice.network] + amountText(invoice.amountMsat)
  const timestamp = numberToWords(invoice.timestamp)
  if (timestamp.length > TIMESTAMP_WORDS) throw new RangeError('timestamp above 35 bits')
  const words = [
    ...new Array<number>(TIMESTAMP_WORDS - timestamp.length).fill(0),
    ...timestamp,
    ...field(FIELD.p, hashWords(invoice.paymentHash)),
    ...field(FIELD.s, hashWords(invoice.paymentSecret)),
    ...('description' in invoice
      ? field(FIELD.d, descriptionWords(invoice.description))
      : field(FIELD.h, hashWords(invoice.descriptionHash))),
    ...field(FIELD.x, numberToWords(invoice.expirySeconds)),
    ...field(FIELD.c, numberToWords(invoice.minFinalCltvExpiry)),
    ...(invoice.featureBits.length === 0 ? [] : field(FIELD['9'], featureWords(invoice.featureBits)))
  ]
  const hash = signingHash(prefix, Uint8Array.from(words))
  const signature = secp256k1.sign(hash, invoice.privateKey, { prehash: false, format: 'recovered' })
  // The library puts the recovery id first, BOLT11 puts it last.
  const recoveryLast = Uint8Array.of(...signature.subarray(1), ...signature.subarray(0, 1))
  return bech32.encode(prefix, [...words, ...bech32.toWords(recoveryLast)], false)
}

/** The shortest form of the amount, as BOLT11 requires. */
function amountText(amountMsat: bigint | undefined): string {
  if (amountMsat === undefined) return ''
  if (amountMsat <= 0n) throw new RangeError('amount not positive')
  for (const [multiplier, worth] of MULTIPLIERS) {
    if (amountMsat % worth === 0n) return (amountMsat / worth).toString() + multiplier
  }
  return `${(amountMsat * 10n).toString()}p`
}

function field(type: number, data: readonly number[]): number[] {
  return [type, data.length >> 5, data.length & 31, ...data]
}

function numberToWords(value: number): number[] {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError('not a whole number')
  const words: number[] = []
  for (let rest = value; rest > 0; rest = Math.floor(rest / 32)) words.unshift(rest % 32)
  return words
}

function hashWords(hex: string): number[] {
  const bytes = hexToBytes(hex)
  if (bytes.length !== HASH_BYTES) throw new RangeError('not 32 bytes')
  return bech32.toWords(bytes)
}

function descriptionWords(description: string): number[] {
  const bytes = utf8ToBytes(description)
  if (bytes.length > MEMO_MAX_BYTES) throw new RangeError('description above 639 bytes')
  return bech32.toWords(bytes)
}

/** Bit 0 is the last bit of the last word. */
function featureWords(bits: readonly number[]): number[] {
  const words = new Array<number>(Math.floor(Math.max(...bits) / 5) + 1).fill(0)
  for (const bit of bits) {
    const at = words.length - 1 - Math.floor(bit / 5)
    words[at] = (words[at] ?? 0) | (1 << (bit % 5))
  }
  return words
}
