import { unreachable } from '../../../shared/brand'
import type { PaymentHash } from '../../../shared/domain/ids'
import { endsEveryAttempt, type PaymentUnknownCode } from '../../../shared/domain/payment'
import type { Msat } from '../../../shared/money'
import type { PayAnswer } from '../../node-client/api'
import type { PaymentOutcome } from '../../store/payment-row'
import { verifyPreimage } from '../verify-preimage'

/** Length of the stored part of a node's text, in UTF-16 units. */
const MAX_NODE_TEXT = 2000

/**
 * The outcome of a payment, from the node's response.
 * `earlier` is set if this was the retry of an attempt whose outcome is unknown. Then only a response about the payment
 * itself settles both. A refusal before the node tried (expired, key refused, not sent) proves nothing about the first
 * attempt, which stays unknown.
 */
export function outcomeOf(
  answer: PayAnswer,
  paymentHash: PaymentHash,
  earlier: PaymentUnknownCode | undefined
): PaymentOutcome {
  switch (answer.kind) {
    case 'paid':
      // The original API returns the preimage of every successful payment, so an OK without one proves no success.
      return answer.preimage.trim() === ''
        ? { state: 'unknown', code: 'node-unclear', nodeText: undefined, said: undefined }
        : succeededWith(answer.preimage, paymentHash, answer.feeMsat)
    case 'already-paid':
      // Paid by an earlier attempt of ours or by another program at this node; either way it need not be paid again.
      return { state: 'succeeded', preimage: undefined, proof: 'unavailable', feeMsat: undefined }
    case 'in-flight':
      return { state: 'unknown', code: 'still-in-flight', nodeText: undefined, said: undefined }
    case 'failed':
      return earlier === undefined || endsEveryAttempt(answer.code)
        ? { state: 'failed', code: answer.code, nodeText: shortened(answer.text) }
        : { state: 'unknown', code: earlier, nodeText: shortened(answer.text), said: 'node' }
    case 'not-sent':
      return earlier === undefined
        ? { state: 'failed', code: 'not-sent', nodeText: undefined }
        : { state: 'unknown', code: earlier, nodeText: undefined, said: undefined }
    case 'unknown':
      return { state: 'unknown', code: answer.code, nodeText: shortened(answer.text), said: answer.said }
    default:
      return unreachable(answer)
  }
}

/**
 * A payment that the node reports as settled, with its proof. A preimage that does not match sets an alarm that stays,
 * on a payment that counts as succeeded: the node reports that the money left, and treating it as failed would offer to
 * pay a second time.
 */
export function succeededWith(
  preimage: string,
  paymentHash: PaymentHash,
  feeMsat: Msat | undefined
): Extract<PaymentOutcome, { state: 'succeeded' }> {
  const given = preimage.trim().toLowerCase()
  if (given === '') return { state: 'succeeded', preimage: undefined, proof: 'unavailable', feeMsat }
  return {
    state: 'succeeded',
    preimage: given.slice(0, MAX_NODE_TEXT),
    proof: verifyPreimage(given, paymentHash),
    feeMsat
  }
}

/** The stored part of a node's text. */
export function shortened(text: string): string | undefined {
  return text === '' ? undefined : text.slice(0, MAX_NODE_TEXT)
}
