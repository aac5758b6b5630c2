import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import type { PaymentHash } from '../../shared/domain/ids'

const PREIMAGE = /^[0-9a-f]{64}$/u

/** BOLT11: the payment hash is the SHA-256 of the preimage, which only the payee knew. `preimage`: lower-case hex. */
export function verifyPreimage(preimage: string, paymentHash: PaymentHash): 'verified' | 'mismatch' {
  const verified = PREIMAGE.test(preimage) && bytesToHex(sha256(hexToBytes(preimage))) === paymentHash
  return verified ? 'verified' : 'mismatch'
}
