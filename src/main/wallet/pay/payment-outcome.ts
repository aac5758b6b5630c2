import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { unreachable } from '../../../shared/brand'
import type { PaymentHash } from '../../../shared/domain/ids'
import { endsEveryAttempt, type PaymentUnknownCode } from '../../../shared/domain/payment'
import type { Msat } from '../../../shared/money'
import type { PayAnswer } from '../../node-client/api'
import type { PaymentOutcome } from '../../store/payments'

/** A node's words are kept for the person to read; nobody reads more than this. */
const MAX_NODE_TEXT = 2000
const PREIMAGE = /^[0-9a-f]{64}$/u

/**
 * What a node's answer says about a payment.
 *
 * `earlier` is set where this was the retry of an attempt whose outcome is unknown: then only an answer about the
 * payment itself settles both. A refusal before the node tried (expired, key refused, not sent) says nothing about the
 * first attempt, which stays unknown.
 */
export function outcomeOf(
  answer: PayAnswer,
  paymentHash: PaymentHash,
  earlier: PaymentUnknownCode | undefined
): PaymentOutcome {
  switch (answer.kind) {
    case 'paid':
      return succeededWith(answer.preimage, paymentHash, answer.feeMsat)
    case 'already-paid':
      // Whether by an earlier attempt of ours or by another program at this node: it is paid, and nobody need pay again.
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
 * A payment that the node calls settled, with the proof it gave. A preimage that does not fit is a kept alarm on a payment
 * that counts as succeeded: the node says that the money left, and believing otherwise would offer to pay a second time.
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

/** BOLT11: the payment hash is the SHA-256 of the preimage, which only the payee knew. `preimage`: lower-case hex. */
export function verifyPreimage(preimage: string, paymentHash: PaymentHash): 'verified' | 'mismatch' {
  const verified = PREIMAGE.test(preimage) && bytesToHex(sha256(hexToBytes(preimage))) === paymentHash
  return verified ? 'verified' : 'mismatch'
}

/** A node's words, as much of them as is kept. */
export function shortened(text: string): string | undefined {
  return text === '' ? undefined : text.slice(0, MAX_NODE_TEXT)
}
