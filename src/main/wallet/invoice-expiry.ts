import type { DecodedInvoice } from '../../shared/bolt11'
import type { Millis } from '../../shared/domain/ids'

/** The last millisecond that a Date can represent. */
const LAST_MILLIS = 8_640_000_000_000_000

/** When an invoice can no longer be paid. */
export function expiryOf(decoded: DecodedInvoice): Millis {
  return Math.min((decoded.timestamp + decoded.expirySeconds) * 1000, LAST_MILLIS)
}
