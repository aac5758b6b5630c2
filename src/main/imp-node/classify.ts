import { status } from '@grpc/grpc-js'
import type { ConnectFailure } from '../../shared/domain/connection'
import type { PaymentFailureCode } from '../../shared/domain/payment'
import type { Sat } from '../../shared/money'
import type { Failure } from '../../shared/result'
import type { NodeFailureCode, PayAnswer, SendAnswer } from './api'
import type { CallFailure } from './transport'

/** Says CheckInvoice of an invoice that is not the node's own, letter for letter. */
export const NO_SUCH_INVOICE = 'No invoice found'

/** What the failure of a call means that moves no money. */
export function nodeFailure({ code, text, departed }: CallFailure): Failure<NodeFailureCode> {
  if (!departed) return { code: 'not-connected' }
  switch (code) {
    case status.DEADLINE_EXCEEDED:
      return { code: 'deadline' }
    case status.UNIMPLEMENTED:
      return { code: 'unimplemented' }
    case status.UNAUTHENTICATED:
    case status.PERMISSION_DENIED:
      return { code: 'key-refused', detail: text }
    case status.UNAVAILABLE:
    case status.CANCELLED:
      return { code: 'lost', detail: text }
    default:
      return UNREADABLE.test(text) ? { code: 'bad-response' } : { code: 'refused-by-node', detail: text }
  }
}

/** How grpc-js, and our own transport after it, speak of an answer that cannot be read or is too large. */
const UNREADABLE = /^(?:Response message parsing error|Received )/u

/** What it means for a connection that is just being made, or stands, when the node answers a call like this. */
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

/** True where the stream ended because a message was larger than this client takes (grpc-js's words, and ours). */
export function isOversized({ code, text }: CallFailure): boolean {
  return code === status.RESOURCE_EXHAUSTED && text.includes('larger than max')
}

/**
 * What came of a PayInvoice that did not answer with a preimage. `failed` and `not-sent` must be certain: a payment
 * that is called failed but was made is paid twice by a person who trusts the wallet. So everything is `unknown` that
 * is not known to be final. The node hands on what its Lightning node (LND) says, text and status alike, which means
 * that UNAVAILABLE or UNKNOWN may as well come from a broken connection behind the node, after the payment left.
 */
export function payFailure(failure: CallFailure): PayAnswer {
  return outcomeOfSpending(failure, payRefusal)
}

/** The same for a SendMessage of so many satoshis: a message is sent by payments. */
export function sendFailure(failure: CallFailure, amountSat: Sat): SendAnswer {
  return outcomeOfSpending(failure, (text) => sendRefusal(text, amountSat))
}

type Unspent =
  { kind: 'failed'; code: 'key-refused' | 'refused-by-node'; text: string } | { kind: 'not-sent' }
type Unclear = { kind: 'unknown'; code: 'deadline' | 'connection-broke' | 'node-unclear'; text: string }

function outcomeOfSpending<Refusal>(
  { code, text, departed }: CallFailure,
  refusal: (text: string) => Refusal
): Refusal | Unspent | Unclear {
  if (!departed) return { kind: 'not-sent' }
  switch (code) {
    case status.UNAUTHENTICATED:
    case status.PERMISSION_DENIED:
      // Refused by an interceptor, or by a proxy, in front of the node's own code.
      return { kind: 'failed', code: 'key-refused', text }
    case status.UNIMPLEMENTED:
    case status.INVALID_ARGUMENT:
      // The request was not understood, so it was not carried out.
      return { kind: 'failed', code: 'refused-by-node', text }
    case status.UNKNOWN:
    case status.ALREADY_EXISTS:
    case status.FAILED_PRECONDITION:
      return refusal(text)
    case status.DEADLINE_EXCEEDED:
      // The node goes on paying whatever happens to the call.
      return { kind: 'unknown', code: 'deadline', text }
    case status.UNAVAILABLE:
    case status.CANCELLED:
      return { kind: 'unknown', code: 'connection-broke', text }
    default:
      // INTERNAL and RESOURCE_EXHAUSTED are what grpc-js itself says of an answer that it could not read or that was
      // too large; the others promise nothing.
      return { kind: 'unknown', code: 'node-unclear', text }
  }
}

/** LND knows the payment hash already (lnd: channeldb.ErrAlreadyPaid, ErrPaymentInFlight, ErrPaymentExists). */
const ALREADY_PAID = /invoice is already paid/iu
const IN_FLIGHT = /payment is in transition|payment already exists/iu

/**
 * The texts that are final, and what they mean. LND says them before a payment starts, when it decodes the invoice
 * (lnd: routerrpc, zpay32), or after it gave up on every part; `Failed payment` is the node's own for the latter.
 */
const FINAL: readonly (readonly [RegExp, PaymentFailureCode])[] = [
  [/(?:^|= )failed payment$/iu, 'no-route'],
  [
    /unable to find a path|could not find route|no[ _]route|insufficient[ _](?:local[ _])?balance/iu,
    'no-route'
  ],
  [/FAILURE_REASON_(?!NONE)[A-Z_]+/u, 'no-route'],
  [/invoice expired/iu, 'expired'],
  [/amount must (?:not )?be specified|zero amount invoice/iu, 'refused-by-node'],
  [/not for current active network|self-payments not allowed/iu, 'refused-by-node'],
  [/is too large, max payment allowed|exceeds? (?:the )?max(?:imum)? payment/iu, 'refused-by-node'],
  [/checksum|bech32|invalid (?:payment request|invoice|index of 1|character|separator)/iu, 'refused-by-node'],
  [/(?:unable to|could not|cannot|can't) (?:decode|parse)/iu, 'refused-by-node'],
  [/invalid signature|unknown (?:required )?feature|required feature/iu, 'refused-by-node'],
  [/wallet locked|in the process of starting up, but not yet ready/iu, 'refused-by-node']
]

function payRefusal(text: string): PayAnswer {
  if (ALREADY_PAID.test(text)) return { kind: 'already-paid' }
  if (IN_FLIGHT.test(text)) return { kind: 'in-flight' }
  const code = finalCode(text)
  return code === undefined ? { kind: 'unknown', code: 'node-unclear', text } : { kind: 'failed', code, text }
}

/** Undefined: the text promises nothing. */
function finalCode(text: string): PaymentFailureCode | undefined {
  // The failure of a call that the node made, in Go's words: unless LND itself answered it, nobody knows.
  const behind = /rpc error: code = (\w+)/u.exec(text)?.[1]
  const answered =
    behind === undefined || ['Unknown', 'InvalidArgument', 'FailedPrecondition'].includes(behind)
  return answered ? FINAL.find(([pattern]) => pattern.test(text))?.[1] : undefined
}

/** Says the node before it sends any part of a message. */
const NOTHING_SENT = /^need more sats for this message|^data size not currently supported/iu

/**
 * A message of more than one satoshi is sent in parts. What refuses one of them says nothing of those before it, which
 * may have arrived and been paid.
 */
function sendRefusal(text: string, amountSat: Sat): SendAnswer {
  if (NOTHING_SENT.test(text)) return { kind: 'failed', code: 'refused-by-node', text }
  const code = amountSat > 1n ? undefined : finalCode(text)
  if (code === undefined) return { kind: 'unknown', code: 'node-unclear', text }
  return { kind: 'failed', code: code === 'expired' ? 'refused-by-node' : code, text }
}

/** Short and safe to show: a status, and words of the transport rather than of a message. */
const detailOf = (code: status, text: string): string => `${status[code] ?? code}: ${text.slice(0, 200)}`
