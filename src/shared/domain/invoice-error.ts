/** Why a text is not a payable invoice. Each code has a message of its own for the person. */
export const INVOICE_ERROR_CODES = [
  /** Not in the form of an invoice. */
  'not-an-invoice',
  /** Longer than any valid invoice; not parsed. */
  'too-long',
  /** The beginning of an invoice without its end. */
  'truncated',
  /** Upper and lower case in one invoice. */
  'mixed-case',
  /** A character that invoices do not contain, or an invoice directly followed by other text. */
  'bad-character',
  /** A typing or copying error. */
  'bad-checksum',
  /** An invoice for an unknown chain. */
  'unknown-network',
  'bad-amount',
  /** A `p` amount below one millisatoshi, which cannot be sent. */
  'sub-msat-amount',
  /** The wallet that made it encoded a field wrongly; `detail` names the field. */
  'malformed-field',
  /** The description is not UTF-8. */
  'bad-description',
  'bad-signature',
  'missing-payment-hash',
  'missing-payment-secret',
  /** Neither a description nor a description hash. */
  'missing-description',
  /** Two descriptions, or both a description and a description hash. */
  'doubled-description',
  /** Requires a feature that this wallet does not know; `detail` is the bit number. */
  'unknown-required-feature'
] as const

export type InvoiceErrorCode = (typeof INVOICE_ERROR_CODES)[number]
