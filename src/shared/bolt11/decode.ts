import type { PaymentHash } from '../domain/ids'
import { fail, ok, type Result } from '../result'
import type { InvoiceErrorCode } from './errors'
import { checkFeatures } from './features'
import { readInvoice, type SignedInvoice } from './read'

/** An invoice that may be paid as far as BOLT11 goes; whether it expired is for the one who pays to ask. */
export interface DecodedInvoice extends SignedInvoice {
  readonly paymentHash: PaymentHash
  readonly paymentSecret: string
}

/**
 * Decodes a BOLT11 invoice, all upper or all lower case, with white space around it at most.
 * Refuses what BOLT11 tells a reader to refuse; each cause has a code (errors.ts). Never throws; a text longer than
 * `MAX_INVOICE_LENGTH` is refused unread.
 */
export function decodeInvoice(text: string): Result<DecodedInvoice, InvoiceErrorCode> {
  const read = readInvoice(text)
  if (!read.ok) return read
  const { paymentHash, paymentSecret, featureBits } = read.value
  // First, because what an unknown feature demands may be why another field is not there.
  const features = checkFeatures(featureBits)
  if (!features.ok) return features
  if (paymentHash === undefined) return fail('missing-payment-hash')
  if (paymentSecret === undefined) return fail('missing-payment-secret')
  return ok({ ...read.value, paymentHash, paymentSecret })
}
