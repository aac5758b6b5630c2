import { bytesToHex } from '@noble/hashes/utils.js'
import type { PaymentHash, Pubkey } from '../domain/ids'
import type { Msat } from '../money'
import { fail, ok, type Result } from '../result'
import { readBech32 } from './bech32'
import type { InvoiceErrorCode } from '../domain/invoice-error'
import type { FallbackAddress } from './fallback'
import { readFields } from './fields'
import type { Network } from '../domain/network'
import { parsePrefix } from './prefix'
import type { RouteHop } from './route'
import { isSignedBy, recoverPayee, SIGNATURE_WORDS, signingHash } from './signature'
import { wordsToBytes, wordsToNumber } from './five-bit'

/** LND's limit too: the number of characters that the largest QR code holds with low error correction. */
export const MAX_INVOICE_LENGTH = 7089
/** BOLT11: 35 bits. */
export const TIMESTAMP_WORDS = 7
const DEFAULT_EXPIRY_SECONDS = 3600
const DEFAULT_MIN_FINAL_CLTV_EXPIRY = 18

/** The content of an undamaged, signed invoice, whether or not it is payable. */
export interface SignedInvoice {
  /** The invoice itself, in lower case. */
  readonly invoice: string
  readonly network: Network
  /** The prefix without the amount: `lnbc`. */
  readonly prefix: string
  readonly amountMsat: Msat | undefined
  /** Seconds since 1970. */
  readonly timestamp: number
  /** This and all hashes, keys and signatures below are lower-case hex. */
  readonly paymentHash: PaymentHash | undefined
  readonly paymentSecret: string | undefined
  /** Text from the invoice's author. Treat it as hostile. */
  readonly description: string | undefined
  readonly descriptionHash: string | undefined
  readonly payee: Pubkey
  /** Named by the invoice (field `n`), or recovered from its signature. */
  readonly payeeSource: 'named' | 'recovered'
  readonly expirySeconds: number
  readonly expiryIsDefault: boolean
  readonly minFinalCltvExpiry: number
  readonly minFinalCltvIsDefault: boolean
  /** Numbers of the bits set, ascending. */
  readonly featureBits: readonly number[]
  readonly metadata: string | undefined
  readonly fallbacks: readonly FallbackAddress[]
  readonly routes: readonly (readonly RouteHop[])[]
  /** 64 bytes, r and s. */
  readonly signature: string
  readonly recoveryId: number
  readonly signingHash: string
}

/**
 * Reads an invoice: bech32 with its checksum, prefix and amount, tagged fields, signature. Ignores white space around
 * it. `decodeInvoice` checks what a payable invoice must contain.
 */
export function readInvoice(text: string): Result<SignedInvoice, InvoiceErrorCode> {
  const invoice = text.trim()
  if (!/^ln(?!url1)[a-z]{2}/i.test(invoice)) return fail('not-an-invoice')
  if (invoice.length > MAX_INVOICE_LENGTH) return fail('too-long')
  const bech32 = readBech32(invoice, TIMESTAMP_WORDS + SIGNATURE_WORDS)
  if (!bech32.ok) return bech32
  const prefix = parsePrefix(bech32.value.prefix)
  if (!prefix.ok) return prefix

  const { words } = bech32.value
  const signed = words.subarray(0, words.length - SIGNATURE_WORDS)
  const fields = readFields(signed.subarray(TIMESTAMP_WORDS), prefix.value.network)
  if (!fields.ok) return fields

  const signature = wordsToBytes(words.subarray(signed.length))
  if (signature === undefined) return fail('bad-signature')
  const hash = signingHash(bech32.value.prefix, signed)
  const {
    descriptions,
    payee: named,
    paymentHash,
    featureBits,
    expirySeconds,
    minFinalCltvExpiry,
    ...rest
  } = fields.value
  // BOLT11 requires exactly one description or exactly one description hash.
  if (descriptions === 0) return fail('missing-description')
  if (descriptions > 1) return fail('doubled-description')
  const payee = named === undefined ? recoverPayee(hash, signature) : named
  if (payee === undefined) return fail('bad-signature')
  if (named !== undefined && !isSignedBy(named, hash, signature)) return fail('bad-signature')

  return ok({
    ...rest,
    invoice: invoice.toLowerCase(),
    network: prefix.value.network,
    prefix: prefix.value.prefix,
    amountMsat: prefix.value.amountMsat,
    timestamp: wordsToNumber(signed.subarray(0, TIMESTAMP_WORDS)) ?? 0,
    paymentHash: paymentHash as PaymentHash | undefined,
    payee: bytesToHex(payee) as Pubkey,
    payeeSource: named === undefined ? 'recovered' : 'named',
    expirySeconds: expirySeconds ?? DEFAULT_EXPIRY_SECONDS,
    expiryIsDefault: expirySeconds === undefined,
    minFinalCltvExpiry: minFinalCltvExpiry ?? DEFAULT_MIN_FINAL_CLTV_EXPIRY,
    minFinalCltvIsDefault: minFinalCltvExpiry === undefined,
    featureBits: featureBits ?? [],
    signature: bytesToHex(signature.subarray(0, 64)),
    recoveryId: signature[64] ?? 0,
    signingHash: bytesToHex(hash)
  })
}
