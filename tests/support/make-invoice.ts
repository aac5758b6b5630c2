import { secp256k1 } from '@noble/curves/secp256k1.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { encodeInvoice } from '../../src/node/backends/demo/bolt11/encode'
import type { Network } from '../../src/shared/bolt11'
import type { PaymentHash, Pubkey } from '../../src/shared/domain/ids'

export interface MadeInvoice {
  readonly text: string
  readonly paymentHash: PaymentHash
  readonly preimage: string
  readonly payee: Pubkey
}

export interface InvoiceTerms {
  /** Names the payee's key. */
  readonly payee?: string
  /** Distinguishes invoices with the same terms. */
  readonly salt?: string | number
  readonly amountMsat?: bigint | undefined
  readonly description?: string
  readonly descriptionHash?: string
  readonly network?: Network
  /** Milliseconds since 1970. */
  readonly createdAt?: number
  readonly expirySeconds?: number
}

const hash = (text: string): Uint8Array => sha256(utf8ToBytes(text))
const FEATURES = [8, 14]

export const pubkeyOf = (name: string): Pubkey =>
  bytesToHex(secp256k1.getPublicKey(hash(`key of ${name}`), true)) as Pubkey

/** A real, signed invoice of somebody; the same terms make the same invoice. */
export function makeInvoice(terms: InvoiceTerms = {}): MadeInvoice {
  const { payee = 'Mira', salt = 0, network = 'regtest', createdAt = 0, expirySeconds = 3600 } = terms
  const preimage = hash(`preimage ${payee} ${salt}`)
  const paymentHash = bytesToHex(sha256(preimage)) as PaymentHash
  const text = encodeInvoice({
    network,
    amountMsat: 'amountMsat' in terms ? terms.amountMsat : 2_500_000n,
    timestamp: Math.floor(createdAt / 1000),
    paymentHash,
    paymentSecret: bytesToHex(hash(`secret ${salt}`)),
    expirySeconds,
    minFinalCltvExpiry: 18,
    featureBits: FEATURES,
    privateKey: hash(`key of ${payee}`),
    ...(terms.descriptionHash === undefined
      ? { description: terms.description ?? 'Two zines, by post' }
      : { descriptionHash: terms.descriptionHash })
  })
  return { text, paymentHash, preimage: bytesToHex(preimage), payee: pubkeyOf(payee) }
}
