import type { PaymentHash } from '../domain/ids'
import { fail, ok, type Result } from '../result'
import type { InvoiceErrorCode } from '../domain/invoice-error'
import { checkFeatures } from './features'
import { readInvoice, type SignedInvoice } from './read'

/** An invoice that BOLT11 allows to pay. Expiry is checked by the payer. */
export interface DecodedInvoice extends SignedInvoice {
  readonly paymentHash: PaymentHash
  readonly paymentSecret: string
}

/**
 * Decodes a BOLT11 invoice, all upper or all lower case, with optional white space around it. Refuses what BOLT11 tells
 * a reader to refuse, with a code for each cause (domain/invoice-error.ts). Never throws. A text longer than
 * `MAX_INVOICE_LENGTH` is refused unread.
 */
export function decodeInvoice(text: string): Result<DecodedInvoice, InvoiceErrorCode> {
  const read = readInvoice(text)
  if (!read.ok) return read
  const { paymentHash, paymentSecret, featureBits } = read.value
  // Checked first, because an unknown feature may be the reason why another field is missing.
  const features = checkFeatures(featureBits)
  if (!features.ok) return features
  if (paymentHash === undefined) return fail('missing-payment-hash')
  if (paymentSecret === undefined) return fail('missing-payment-secret')
  return ok({ ...read.value, paymentHash, paymentSecret })
}
