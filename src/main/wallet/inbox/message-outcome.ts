import { unreachable } from '../../../shared/brand'
import {
  isLndFailure,
  stoppedParts,
  type SendFailureCode,
  type SendUnknownCode
} from '../../../shared/domain/outgoing'
import type { SendAnswer } from '../../node-client/api'
import type { EarlierAttempt, OutgoingOutcome } from '../../store/outgoing-row'
import { shortened } from '../pay/payment-outcome'

/** The outcome of a message that an earlier run of the wallet left `sending`. */
export const WALLET_STOPPED = {
  state: 'unknown',
  code: 'wallet-stopped',
  nodeText: undefined,
  said: undefined,
  onlyEarlier: false
} as const satisfies OutgoingOutcome

/**
 * The outcome of a message, from the node's answer.
 * `earlier` is set if this was the retry of an attempt whose outcome is unknown. A failed retry proves nothing about
 * the first attempt, which stays unknown. The node cannot recognise two attempts of one message either: it would
 * deliver both. If the first attempt stopped half-way, a retry that sent nothing leaves it where it stopped.
 */
export function messageOutcome(answer: SendAnswer, earlier: EarlierAttempt | undefined): OutgoingOutcome {
  switch (answer.kind) {
    case 'sent':
      return { state: 'sent', nodeId: answer.id === '' ? undefined : answer.id, feeMsat: answer.feeMsat }
    case 'failed':
      return earlier === undefined
        ? { state: 'failed', code: answer.code, nodeText: shortened(answer.text) }
        : onlyEarlier(earlier, answer.code, shortened(answer.text))
    case 'not-sent':
      return earlier === undefined
        ? { state: 'failed', code: 'not-sent', nodeText: undefined }
        : onlyEarlier(earlier, 'not-sent', undefined)
    case 'unknown':
      return {
        state: 'unknown',
        nodeText: shortened(answer.text),
        said: answer.said,
        onlyEarlier: false,
        ...(answer.code === 'part-failed' ? stopOutcome(answer.text, earlier) : { code: answer.code })
      }
    default:
      return unreachable(answer)
  }
}

/** Why a message is not sent as a whole, if the node reports after which part it stopped. */
function stopOutcome(
  text: string,
  earlier: EarlierAttempt | undefined
): { readonly code: SendUnknownCode; readonly recordsLost?: boolean } {
  if (earlier === undefined) return { code: 'part-failed' }
  // The node may not have recognised an earlier attempt, so what it reports proves nothing about that one. After a stop it
  // has: the rest is sent only by a node that recognises it.
  if (earlier.stopText === undefined) return { code: earlier.code }
  // More had arrived already, so the node lost records, and parts that it does not report may have arrived.
  const recordsLost = earlier.recordsLost || partOf(earlier.stopText) > partOf(text)
  if (recordsLost) return { code: 'node-unclear', recordsLost }
  // The attempt before this one may have sent the part. Only the failure of its payment settles that: an LND that could not
  // be used was not asked what became of it.
  const reason = stoppedParts(text)?.reason
  const proven = earlier.code === 'part-failed' || (reason !== undefined && !isLndFailure(reason))
  return { code: proven ? 'part-failed' : earlier.code }
}

const partOf = (text: string): number => stoppedParts(text)?.failed ?? 0

/** The outcome of a retry that certainly sent nothing. */
function onlyEarlier(
  { code, stopText }: EarlierAttempt,
  failure: SendFailureCode,
  text: string | undefined
): OutgoingOutcome {
  return code !== 'part-failed' || stopText === undefined
    ? {
        state: 'unknown',
        code,
        nodeText: text,
        said: text === undefined ? undefined : 'node',
        onlyEarlier: true
      }
    : {
        state: 'unknown',
        code,
        nodeText: stopText,
        said: 'node',
        onlyEarlier: true,
        restFailure: failure
      }
}
