import { endedAtOf, type Payment } from '../../shared/domain/payment'
import { amountText } from '../../shared/money'
import { networkWords } from '../../shared/copy/invoice'
import { LOCALE } from './format'

/** The proof of a payment as text to give to others. It says whether the preimage was verified. */
export function proofText(payment: Payment, payeeName: string | undefined): string {
  const { preimage, proof } = payment
  const endedAt = endedAtOf(payment)
  const name = payeeName === undefined || payeeName === '' ? '' : ` (${payeeName})`
  const check =
    proof === 'verified'
      ? 'SHA-256 of the preimage is the payment hash that the payee signed in the invoice.'
      : 'NOT verified: the preimage does not hash to the payment hash of the invoice.'
  return [
    'Proof of payment',
    `Amount: ${amountText(payment.amountMsat, 'sats', LOCALE)}`,
    ...(payment.feeMsat === undefined ? [] : [`Fee: ${amountText(payment.feeMsat, 'sats', LOCALE)}`]),
    `${endedAt === undefined ? 'Paid, known since' : 'Paid'}: ${new Date(endedAt ?? payment.settledAt ?? payment.sentAt).toISOString()}`,
    `Network: ${networkWords[payment.network]}`,
    `Payee: ${payment.payee}${name}`,
    `Payment hash: ${payment.paymentHash}`,
    `Preimage: ${preimage ?? 'none'}`,
    `Check: ${check}`,
    `Invoice: ${payment.invoice}`
  ].join('\n')
}
