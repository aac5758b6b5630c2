import type { DecodedInvoice } from '../../shared/bolt11'
import type { Millis } from '../../shared/domain/ids'
import { mayBecome, type Payment, type PaymentState } from '../../shared/domain/payment'

/** Whether a row belongs to this invoice. The invoice text decides: its signature covers amount, payee and network. */
export function isOf(payment: Payment, invoice: Pick<DecodedInvoice, 'invoice' | 'amountMsat'>): boolean {
  const { amountMsat = payment.amountMsat } = invoice
  return payment.invoice === invoice.invoice && payment.amountMsat === amountMsat
}

/**
 * Whether the money may have left long before the success was learned: either no attempt was under way, or the node
 * reported that the invoice is already paid, which comes without a preimage.
 */
export const isLate = (known: Payment, preimage: string | undefined): boolean =>
  known.state !== 'sending' || preimage === undefined

/** A clock that is off by more than this is wrong. Milliseconds. */
const CLOCK_TOLERANCE_MS = 300_000

/**
 * When a payment was paid, by the node's clock, between the first attempt and now. Undefined if that clock is wrong: the
 * time would then be invented.
 */
export function plausiblePaidAt(
  { createdAt }: Pick<Payment, 'createdAt'>,
  reported: Millis | undefined,
  now: Millis
): Millis | undefined {
  if (reported === undefined) return undefined
  if (reported < createdAt - CLOCK_TOLERANCE_MS || reported > now + CLOCK_TOLERANCE_MS) return undefined
  return Math.min(Math.max(reported, createdAt), now)
}

/** @throws Error for a transition that `mayBecome` forbids, which is a bug of the caller */
export function refuseIllegal(from: PaymentState, to: PaymentState): void {
  if (!mayBecome(from, to)) throw new Error(`a payment may not go from ${from} to ${to}`)
}
