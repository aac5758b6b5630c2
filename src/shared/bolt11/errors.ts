/** Why a text is not an invoice that can be paid: one code for each cause that a person can be told about. */
export const INVOICE_ERROR_CODES = [
  /** Does not have the shape of an invoice at all. */
  'not-an-invoice',
  /** Longer than any invoice may be; not looked at. */
  'too-long',
  /** The beginning of an invoice without its end. */
  'truncated',
  /** Upper and lower case in one invoice. */
  'mixed-case',
  /** A character that no invoice contains, or an invoice glued to other text. */
  'bad-character',
  /** A typing or copying error. */
  'bad-checksum',
  /** An invoice of another chain. */
  'unknown-network',
  'bad-amount',
  /** A `p` amount below one millisatoshi, which cannot be sent. */
  'sub-msat-amount',
  /** The wallet that made it wrote a field wrongly; `detail` names the field. */
  'malformed-field',
  /** The description is not text (UTF-8). */
  'bad-description',
  'bad-signature',
  'missing-payment-hash',
  'missing-payment-secret',
  /** Neither a description nor the hash of one. */
  'missing-description',
  /** Two descriptions, or a description beside the hash of one. */
  'doubled-description',
  /** Demands something of the payer that this wallet does not know; `detail` is the number of the bit. */
  'unknown-required-feature'
] as const

export type InvoiceErrorCode = (typeof INVOICE_ERROR_CODES)[number]
