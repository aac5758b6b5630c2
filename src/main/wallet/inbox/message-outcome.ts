import { unreachable } from '../../../shared/brand'
import type { SendUnknownCode } from '../../../shared/domain/outgoing'
import type { SendAnswer } from '../../node-client/api'
import type { OutgoingOutcome } from '../../store/outgoing'
import { shortened } from '../pay/payment-outcome'

/**
 * What a node's answer says about a message.
 *
 * `earlier` is set where this was the retry of an attempt whose outcome is unknown: that this one failed says nothing about
 * the first, which stays unknown. Nor can the node tell two sendings of one message apart: it would deliver both.
 */
export function messageOutcome(answer: SendAnswer, earlier: SendUnknownCode | undefined): OutgoingOutcome {
  switch (answer.kind) {
    case 'sent':
      return { state: 'sent', nodeId: answer.id === '' ? undefined : answer.id }
    case 'failed':
      return earlier === undefined
        ? { state: 'failed', code: answer.code, nodeText: shortened(answer.text) }
        : {
            state: 'unknown',
            code: earlier,
            nodeText: shortened(answer.text),
            said: 'node',
            onlyEarlier: true
          }
    case 'not-sent':
      return earlier === undefined
        ? { state: 'failed', code: 'not-sent', nodeText: undefined }
        : { state: 'unknown', code: earlier, nodeText: undefined, said: undefined, onlyEarlier: true }
    case 'unknown':
      return {
        state: 'unknown',
        code: answer.code,
        nodeText: shortened(answer.text),
        said: answer.said,
        onlyEarlier: false
      }
    default:
      return unreachable(answer)
  }
}
