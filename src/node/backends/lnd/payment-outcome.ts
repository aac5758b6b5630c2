import { sha256 } from '@noble/hashes/sha2.js'
import { ok } from '../../../shared/result'
import { NODE_TEXT } from '../../api/errors'
import { refused, type BackendResult, type PaidInvoice } from '../../backend'
import type { Payment } from './answers'

export function isEnded({ status }: Payment): boolean {
  return status === 'SUCCEEDED' || status === 'FAILED'
}

/** LND keeps only the latest attempt of a payment hash and dates it in nanoseconds. */
export function isSameAttempt({ creation_time_ns }: Payment, earlier: Payment | undefined): boolean {
  return creation_time_ns === earlier?.creation_time_ns
}

/** The outcome of a payment that has ended. */
export function outcomeOf(payment: Payment): BackendResult<PaidInvoice> {
  if (payment.status === 'FAILED') {
    return refused(`${NODE_TEXT.failedPayment}: ${payment.failure_reason}`, 'payment-failed')
  }
  const hash = Buffer.from(sha256(Buffer.from(payment.payment_preimage, 'hex'))).toString('hex')
  if (hash !== payment.payment_hash) {
    return refused('LND says that the payment succeeded, but its preimage does not fit', 'unreachable')
  }
  return ok({ preimage: payment.payment_preimage, feeMsat: payment.fee_msat })
}
