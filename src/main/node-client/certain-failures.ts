import { status } from '@grpc/grpc-js'
import type { PaymentFailureCode } from '../../shared/domain/payment'
import { LND_FAILURE_OF, type SendFailureCode } from '../../shared/domain/outgoing'
import { NOTHING_SENT, OTHER_CONTENT } from '../../shared/nothing-sent'

/**
 * An error that proves that no money left: a whole text together with its gRPC status. A pattern is anchored at both
 * ends, and only a number, a time or a hash varies in it. Each entry names the source of its text; docs/protocol.md has
 * the same list as a table. Errors that only resemble one of these can also come after the payment left, so they are
 * not certain.
 */
export interface CertainFailure<Code> {
  readonly status: status
  readonly text: string | RegExp
  readonly code: Code
}

const { UNKNOWN, UNAVAILABLE, ALREADY_EXISTS, UNAUTHENTICATED, PERMISSION_DENIED, UNIMPLEMENTED } = status

/** imp-daemon 0.4.6, auth/auth.go, authorize: refused before the method runs. */
const KEY_REFUSED = [
  { status: UNAUTHENTICATED, text: 'metadata is not provided', code: 'key-refused' },
  { status: UNAUTHENTICATED, text: 'api key is not provided', code: 'key-refused' },
  { status: PERMISSION_DENIED, text: 'no permission to access this RPC', code: 'key-refused' }
] as const

/** Refused by LND before the method runs. */
const LND_REFUSED = [
  // macaroon-bakery v2, bakery/error.go, ErrPermissionDenied; lnd 0.14.3 to 0.20.1, macaroons/service.go.
  { status: UNKNOWN, text: 'permission denied', code: 'may-not-pay' },
  // lnd 0.14.3 to 0.20.1, rpcperms/interceptor.go, checkRPCState.
  ...[
    'waiting to start, RPC services not available',
    'wallet not created, create one to enable full RPC access',
    'wallet locked, unlock it to enable full RPC access',
    'the RPC server is in the process of starting up, but not yet ready to accept calls'
  ].map((text) => ({ status: UNKNOWN, text, code: 'refused-by-node' }) as const)
] as const

/** The node asked LND before it sent anything, and LND was not ready. */
const LND_NOT_READY = Object.entries(LND_FAILURE_OF).map(([text, code]) => ({
  ...{ status: UNAVAILABLE, text, code }
}))

/** The same for a payment hash that is paid: LND refuses it from then on. */
const OTHER_AMOUNT = {
  status: ALREADY_EXISTS,
  text: NOTHING_SENT['other-amount'],
  code: 'other-amount'
} as const

/** grpc-go 1.49, server.go, handleStream; protoc-gen-go-grpc, Unimplemented…Server: no such method. */
const noMethod = (service: string, method: string) =>
  [
    `unknown service ${service}`,
    `unknown method ${method} for service ${service}`,
    `method ${method} not implemented`
  ].map((text) => ({ status: UNIMPLEMENTED, text, code: 'refused-by-node' }) as const)

/** A time in the format that Go prints, such as `2021-08-01 12:00:00 +0200 CEST`. */
const GO_TIME = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,9})? [+-]\d{4} (?:[A-Z]{3,5}|[+-]\d\d(?:\d\d)?)`

/** lnd 0.14.3 to 0.20.1, lnrpc/routerrpc/router_backend.go, extractIntentFromSendRequest, and zpay32, Decode. */
const INVOICE_REFUSED = [
  // ValidatePayReqExpiry.
  {
    status: UNKNOWN,
    text: new RegExp(`^invoice expired\\. Valid until ${GO_TIME}$`, 'u'),
    code: 'expired'
  } as const,
  ...[
    // extractIntentFromSendRequest.
    'amount must be specified when paying a zero amount invoice',
    'payment request must contain either a payment address or blinded paths',
    'the AMP flag (--amp or SendPaymentRequest.Amp) must be set to pay an AMP invoice',
    'self-payments not allowed',
    // zpay32/invoice.go, validateInvoice.
    'invoice is too large',
    'invalid field length',
    'last tagged field is broken',
    'no payment hash found',
    'both description and description hash set',
    'neither description nor description hash set',
    // zpay32/decode.go, Decode and parseData.
    'hrp too short',
    'prefix should be "ln"',
    'short invoice',
    'invalid invoice signature',
    'description is not valid UTF-8',
    'length is not a multiple of hop hint length',
    'route hint field contains no hop data',
    /^invoice not for current active network '(?:mainnet|testnet3|testnet4|signet|regtest|simnet)'$/u,
    /^invoice contains unknown feature bits: \d{1,5}(?:, \d{1,5})*$/u,
    /^data too short: \d{1,5}$/u,
    // zpay32/bech32.go, decodeBech32.
    'string not all lowercase or all uppercase',
    'invalid index of 1',
    /^invalid bech32 string length \d{1,5}$/u,
    /^failed converting data to bytes: invalid character not part of charset: \d{1,3}$/u,
    /^checksum failed\. Expected [02-9ac-hj-np-z]{6}, got [02-9ac-hj-np-z]{6}\.$/u
  ].map((text) => ({ status: UNKNOWN, text, code: 'refused-by-node' }) as const)
] as const

/** imp-daemon 0.4.6, lightning/node/lnd.go, PayInvoice: LND's payment ended as FAILED. */
const GAVE_UP = 'Failed payment'

/**
 * lnd 0.20.1, lnrpc/lightning.proto, PaymentFailureReason. FAILURE_REASON_NONE is left out: it means that the payment
 * has not failed yet.
 */
const REASONS = {
  FAILURE_REASON_TIMEOUT: 'timed-out',
  FAILURE_REASON_NO_ROUTE: 'no-route',
  FAILURE_REASON_ERROR: 'gave-up',
  FAILURE_REASON_INCORRECT_PAYMENT_DETAILS: 'rejected-by-payee',
  FAILURE_REASON_INSUFFICIENT_BALANCE: 'too-little-balance',
  FAILURE_REASON_CANCELED: 'gave-up'
} as const satisfies Record<string, PaymentFailureCode>

/** The failure code of a payment that the extension reports as failed, from the text of its response. */
export function failureReason(text: string): PaymentFailureCode {
  return Object.entries(REASONS).find(([reason]) => reason === text)?.[1] ?? 'gave-up'
}

/** src/node/backends/lnd/messages-out.ts: the first payment of a message ended as FAILED. */
const MESSAGE_REASONS = {
  FAILURE_REASON_TIMEOUT: 'no-route',
  FAILURE_REASON_NO_ROUTE: 'no-route',
  FAILURE_REASON_ERROR: 'refused-by-node',
  FAILURE_REASON_INCORRECT_PAYMENT_DETAILS: 'refused-by-node',
  FAILURE_REASON_INSUFFICIENT_BALANCE: 'too-little-balance',
  FAILURE_REASON_CANCELED: 'refused-by-node'
} as const satisfies Record<string, SendFailureCode>

/** Errors of PayInvoice. */
export const CERTAIN_PAYMENT_FAILURES: readonly CertainFailure<PaymentFailureCode>[] = [
  { status: UNKNOWN, text: GAVE_UP, code: 'gave-up' },
  ...Object.entries(REASONS).map(([reason, code]) => ({
    ...{ status: UNKNOWN, text: `${GAVE_UP}: ${reason}`, code }
  })),
  ...KEY_REFUSED,
  ...LND_NOT_READY.map((failure) => ({ ...failure, code: 'refused-by-node' }) as const),
  OTHER_AMOUNT,
  ...LND_REFUSED,
  ...INVOICE_REFUSED,
  ...noMethod('lightning.Lightning', 'PayInvoice'),
  ...noMethod('imp.extension.v1.Node', 'PayInvoice')
]

/** Errors of SendMessage that come before the first of its payments. */
export const CERTAIN_MESSAGE_FAILURES: readonly CertainFailure<SendFailureCode>[] = [
  // imp-daemon 0.4.6, lightning/node/lnd.go, Keysend.
  {
    status: UNKNOWN,
    text: /^Need more sats for this message, have: -?\d{1,19}, want: \d{1,19}$/u,
    code: 'refused-by-node'
  },
  {
    status: UNKNOWN,
    text: /^Data size not currently supported, max: ~\d{1,19} bytes$/u,
    code: 'refused-by-node'
  },
  // src/node/backends/lnd/messages-out.ts, begin: found in the node's journal before anything is sent.
  { status: UNKNOWN, text: OTHER_CONTENT, code: 'refused-by-node' },
  ...KEY_REFUSED,
  ...LND_NOT_READY,
  ...noMethod('messaging.Messaging', 'SendMessage')
]

/**
 * Errors of SendMessage when the first of its payments has failed. A node with the extension stops there, and puts the
 * number of the part before the reason of any later one. Other nodes use the same texts for any part.
 */
export const CERTAIN_FIRST_PART_FAILURES: readonly CertainFailure<SendFailureCode>[] = Object.entries(
  MESSAGE_REASONS
).map(([reason, code]) => ({ status: UNKNOWN, text: `${GAVE_UP}: ${reason}`, code }))

/**
 * Errors of SendMessage if it takes only one payment. With more, a refusal of one part proves nothing about the parts
 * before it.
 */
export const CERTAIN_ONE_PART_FAILURES: readonly CertainFailure<SendFailureCode>[] = [
  ...CERTAIN_FIRST_PART_FAILURES,
  ...LND_REFUSED,
  // lnd 0.14.3 to 0.20.1, routing/payment_session.go, noRouteError.Error; imp-daemon asks LND for routes before it pays.
  { status: UNKNOWN, text: 'unable to find a path to destination', code: 'no-route' },
  { status: UNKNOWN, text: 'insufficient local balance', code: 'too-little-balance' }
]

/** The code of an error in the list; undefined if it is not in the list. */
export function certainFailure<Code>(
  list: readonly CertainFailure<Code>[],
  code: status,
  text: string
): Code | undefined {
  return list.find(
    (entry) =>
      entry.status === code && (typeof entry.text === 'string' ? entry.text === text : entry.text.test(text))
  )?.code
}
