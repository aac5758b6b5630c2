import { sha256 } from '@noble/hashes/sha2.js'
import type { Msat } from '../../../shared/money'
import { NOTHING_SENT } from '../../../shared/nothing-sent'
import { ok } from '../../../shared/result'
import { NODE_TEXT } from '../../api/errors'
import { refused, type BackendResult, type PaidInvoice } from '../../backend'
import type { Payment } from './answers'

export function isEnded({ status }: Payment): boolean {
  return status === 'SUCCEEDED' || status === 'FAILED'
}

/**
 * Whether LND reports the same attempt. LND keeps only the latest attempt of a payment hash, with its time in
 * nanoseconds.
 */
export function isSameAttempt({ creation_time_ns }: Payment, earlier: Payment | undefined): boolean {
  return creation_time_ns === earlier?.creation_time_ns
}

/** When the last part of the payment settled, Unix time in seconds; undefined if LND does not report it. */
export function succeededAtOf({ htlcs }: Pick<Payment, 'htlcs'>): number | undefined {
  const times = htlcs.flatMap(({ status, resolve_time_ns }) =>
    status === 'SUCCEEDED' && resolve_time_ns > 0n ? [Number(resolve_time_ns / 1_000_000_000n)] : []
  )
  return times.length === 0 ? undefined : Math.max(...times)
}

/** Failures of an order whose payment hash LND knows with another amount: LND has one payment per payment hash. */
export const OTHER_PAYMENT = {
  paid: refused(NOTHING_SENT['other-amount'], 'other-amount'),
  /** LND's own text (channeldb, ErrPaymentInFlight). */
  underWay: refused('payment is in transition', 'in-transition')
} as const

/** The outcome of an order whose payment has ended. */
export function outcomeOf(
  payment: Payment,
  { paymentHash, amountMsat }: { readonly paymentHash: string; readonly amountMsat: Msat }
): BackendResult<PaidInvoice> {
  if (payment.status === 'FAILED') {
    return refused(`${NODE_TEXT.failedPayment}: ${payment.failure_reason}`, 'payment-failed')
  }
  const hash = Buffer.from(sha256(Buffer.from(payment.payment_preimage, 'hex'))).toString('hex')
  if (hash !== paymentHash) {
    return refused('LND says that the payment succeeded, but its preimage does not fit', 'unreachable')
  }
  if (payment.value_msat !== amountMsat) return OTHER_PAYMENT.paid
  return ok({ preimage: payment.payment_preimage, feeMsat: payment.fee_msat })
}
