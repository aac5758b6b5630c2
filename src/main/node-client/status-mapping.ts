import { status } from '@grpc/grpc-js'
import type { ConnectFailure } from '../../shared/domain/connection'
import { isLndFailure, stoppedParts, type StoppedParts } from '../../shared/domain/outgoing'
import type { Sat } from '../../shared/money'
import type { Failure } from '../../shared/result'
import type { NodeFailureCode, PayAnswer, SendAnswer } from './api'
import {
  CERTAIN_FIRST_PART_FAILURES,
  CERTAIN_MESSAGE_FAILURES,
  CERTAIN_ONE_PART_FAILURES,
  CERTAIN_PAYMENT_FAILURES,
  certainFailure
} from './certain-failures'
import type { CallFailure } from './transport'

/** Exact error text of CheckInvoice for an invoice this node did not issue. */
export const NO_SUCH_INVOICE = 'No invoice found'

/** The failure code of a call that moves no money. */
export function nodeFailure({ code, text, said, departed }: CallFailure): Failure<NodeFailureCode> {
  if (!departed) return { code: 'not-connected' }
  switch (code) {
    case status.DEADLINE_EXCEEDED:
      return { code: 'deadline' }
    case status.UNIMPLEMENTED:
      return { code: isUnreadable(text) ? 'bad-response' : 'unimplemented' }
    case status.UNAUTHENTICATED:
    case status.PERMISSION_DENIED:
      return { code: 'key-refused', detail: text }
    case status.UNAVAILABLE:
    case status.CANCELLED:
      return { code: 'lost', detail: text }
    default:
      return said === 'connection' ? { code: 'bad-response' } : { code: 'refused-by-node', detail: text }
  }
}

/** The failure code for a connection, from the failure of one of its calls. */
export function connectFailure({ code, text }: CallFailure, apiKey: string | undefined): ConnectFailure {
  switch (code) {
    case status.UNIMPLEMENTED:
      return { code: 'not-an-imp-node' }
    case status.UNAUTHENTICATED:
    case status.PERMISSION_DENIED:
      return { code: apiKey === undefined ? 'key-missing' : 'key-refused' }
    case status.DEADLINE_EXCEEDED:
      return { code: 'timed-out' }
    default:
      return { code: 'lost', detail: detailOf(code, text) }
  }
}

/** grpc-js uses UNIMPLEMENTED for a response without a message, and for one with several. */
const isUnreadable = (text: string): boolean =>
  text === 'No message received' || text === 'Too many responses received'

/** Whether the stream ended because a message was larger than this client accepts (text of grpc-js, or our own). */
export function isOversized({ code, text, said }: CallFailure): boolean {
  return said === 'connection' && code === status.RESOURCE_EXHAUSTED && text.includes('larger than')
}

/**
 * The outcome of a PayInvoice that returned no preimage. `failed` and `not-sent` must be certain, because the person
 * may then pay again, and money that had left would be paid twice. Only a request that never left and the errors in
 * `certain-failures.ts` are certain; everything else is unknown.
 */
export function payFailure(failure: CallFailure): PayAnswer {
  if (!failure.departed) return { kind: 'not-sent' }
  const { code, text, said } = failure
  if (said === 'node') {
    const known = knownHash(code, text)
    if (known !== undefined) return { kind: known }
    const certain = certainFailure(CERTAIN_PAYMENT_FAILURES, code, text)
    if (certain !== undefined) return { kind: 'failed', code: certain, text }
  }
  return { kind: 'unknown', code: unknownCode(failure), text, said }
}

/**
 * The same for a SendMessage with this many satoshis. `extended`: the node has the extension. Then it sends the parts in
 * their order, says at which one it stopped, and a repeated draft completes the message and sends no part twice.
 */
export function sendFailure(failure: CallFailure, amountSat: Sat, extended: boolean): SendAnswer {
  if (!failure.departed) return { kind: 'not-sent' }
  const { code, text, said } = failure
  if (said === 'node') {
    const certain =
      certainFailure(CERTAIN_MESSAGE_FAILURES, code, text) ??
      (extended ? certainFailure(CERTAIN_FIRST_PART_FAILURES, code, text) : undefined) ??
      (amountSat > 1n ? undefined : certainFailure(CERTAIN_ONE_PART_FAILURES, code, text))
    if (certain !== undefined) return { kind: 'failed', code: certain, text }
    const stopped = extended ? stoppedParts(text) : undefined
    // Each part carries one sat (`messageCost`): with another number of parts the text is not about this message.
    if (stopped !== undefined && code === statusOf(stopped) && BigInt(stopped.total) === amountSat) {
      // This request sent nothing. An earlier attempt without an outcome keeps it unknown (message-outcome.ts).
      return stopped.failed === 1
        ? { kind: 'failed', code: isLndFailure(stopped.reason) ? stopped.reason : 'refused-by-node', text }
        : { kind: 'unknown', code: 'part-failed', text, said }
    }
  }
  return { kind: 'unknown', code: unknownCode(failure), text, said }
}

/** The status that comes with the text (src/node/api/errors.ts, STATUS). */
const statusOf = ({ reason }: StoppedParts): status =>
  isLndFailure(reason) ? status.UNAVAILABLE : status.UNKNOWN

/**
 * LND knows the payment hash: lnd 0.14.3 to 0.20.1, ErrAlreadyPaid, ErrPaymentInFlight and ErrPaymentExists. The status
 * is ALREADY_EXISTS (lnrpc/routerrpc/router_server.go, SendPaymentV2), or UNKNOWN from a node that drops LND's status.
 */
function knownHash(code: status, text: string): 'already-paid' | 'in-flight' | undefined {
  if (code !== status.ALREADY_EXISTS && code !== status.UNKNOWN) return undefined
  switch (text) {
    case 'invoice is already paid':
      return 'already-paid'
    case 'payment is in transition':
    case 'payment already exists':
      return 'in-flight'
    default:
      return undefined
  }
}

type UnknownCode = 'deadline' | 'connection-broke' | 'answer-unreadable' | 'node-unclear'

function unknownCode({ code, said }: CallFailure): UnknownCode {
  if (said === 'node') return 'node-unclear'
  switch (code) {
    case status.DEADLINE_EXCEEDED:
      // The node continues to pay, whatever happens to the call.
      return 'deadline'
    case status.UNAVAILABLE:
    case status.CANCELLED:
      return 'connection-broke'
    default:
      return 'answer-unreadable'
  }
}

/** Short and safe to show: a status, and a text of the transport, never of a message. */
const detailOf = (code: status, text: string): string => `${status[code] ?? code}: ${text.slice(0, 200)}`
