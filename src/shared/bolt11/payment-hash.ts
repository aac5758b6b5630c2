import type { PaymentHash } from '../domain/ids'
import { readBech32 } from './bech32'
import { readFields } from './fields'
import { parsePrefix } from './prefix'
import { MAX_INVOICE_LENGTH, TIMESTAMP_WORDS } from './read'
import { SIGNATURE_WORDS } from './signature'

/**
 * The payment hash of an invoice. Does not check the signature, which takes milliseconds, so use it only to find an
 * invoice whose whole text is compared afterwards. Undefined if the text is not an invoice.
 */
export function paymentHashOf(invoice: string): PaymentHash | undefined {
  if (invoice.length > MAX_INVOICE_LENGTH) return undefined
  const bech32 = readBech32(invoice, TIMESTAMP_WORDS + SIGNATURE_WORDS)
  if (!bech32.ok) return undefined
  const prefix = parsePrefix(bech32.value.prefix)
  if (!prefix.ok) return undefined
  const { words } = bech32.value
  const fields = readFields(
    words.subarray(TIMESTAMP_WORDS, words.length - SIGNATURE_WORDS),
    prefix.value.network
  )
  // The parser accepts only 32 bytes for this field and returns them as hex.
  return fields.ok ? (fields.value.paymentHash as PaymentHash | undefined) : undefined
}
