import { endedAtOf, type Payment, type ProofState } from '../../../shared/domain/payment'
import { fail, ok, type Result } from '../../../shared/result'
import { verifyPreimage } from '../verify-preimage'

/** Everything that a third party needs to verify a payment without this wallet. */
export interface ProofFile {
  readonly name: string
  readonly text: string
}

/** Fails with `no-proof` if there is no preimage. The preimage is hashed again; the stored proof state is not used. */
export function proofOfPayment(
  payment: Payment,
  payeeName: string | undefined
): Result<ProofFile, 'no-proof'> {
  const { paymentHash, preimage, settledAt, learnedLate } = payment
  const endedAt = endedAtOf(payment)
  if (payment.state !== 'succeeded' || preimage === undefined) return fail('no-proof')
  const proof = {
    what: 'Proof of a Lightning payment',
    verification: VERIFICATION[verifyPreimage(preimage, paymentHash)],
    check:
      'SHA-256 of the preimage (32 bytes, here in hex) must be the payment hash that the invoice contains.',
    invoice: payment.invoice,
    paymentHash,
    preimage,
    amountMsat: payment.amountMsat.toString(),
    feeMsat: payment.feeMsat?.toString(),
    description: payment.description,
    payee: payment.payee,
    payeeName,
    network: payment.network,
    sentAt: rfc3339(payment.createdAt),
    lastAttemptAt: rfc3339(payment.sentAt),
    settledAt: endedAt === undefined ? undefined : rfc3339(endedAt),
    // A success learned by a check or a retry happened earlier.
    ...(learnedLate && settledAt !== undefined ? { learnedAt: rfc3339(settledAt) } : {})
  }
  const name = `proof-of-payment-${paymentHash.slice(0, 8)}.json`
  return ok({ name, text: `${JSON.stringify(proof, null, 2)}\n` })
}

const VERIFICATION: Readonly<Record<Exclude<ProofState, 'unavailable'>, string>> = {
  verified: 'The preimage fits the payment hash.',
  mismatch: 'The preimage does NOT fit the payment hash: this proves nothing.'
}

/** Formats a time as RFC 3339 in UTC, with milliseconds. */
export function rfc3339(millis: number): string {
  return new Date(millis).toISOString()
}
