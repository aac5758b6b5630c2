import { status } from '@grpc/grpc-js'
import { BYTES_PER_SAT, MAX_PARTS } from '../../shared/message-cost'
import { OTHER_CONTENT } from '../../shared/nothing-sent'
import type { BackendFailure, BackendFailureCode } from '../backend'
import type { CallStatus } from '../call-status'

/** Error texts of the node itself. Clients recognise these texts, so they are exact. */
export const NODE_TEXT = {
  /** For every payment that the Lightning node reports as failed. The reason may follow after `: `. */
  failedPayment: 'Failed payment',
  /** The client's own id of a message was the id of another message. */
  otherContent: OTHER_CONTENT,
  noInvoice: 'No invoice found',
  tooFewSats: (have: bigint, want: bigint) => `Need more sats for this message, have: ${have}, want: ${want}`,
  /** The original node names the first length that it refuses. */
  tooMuchData: `Data size not currently supported, max: ~${(MAX_PARTS + 1) * BYTES_PER_SAT} bytes`
} as const

/**
 * The gRPC statuses of failures. Like the original nodes, the node returns UNKNOWN for most failures of its Lightning
 * node. Only the states of a payment hash and of the Lightning node have statuses of their own.
 */
const STATUS: Readonly<Record<BackendFailureCode, status>> = {
  refused: status.UNKNOWN,
  'invalid-request': status.INVALID_ARGUMENT,
  'not-found': status.UNKNOWN,
  'already-paid': status.ALREADY_EXISTS,
  'in-transition': status.ALREADY_EXISTS,
  'other-amount': status.ALREADY_EXISTS,
  'payment-failed': status.UNKNOWN,
  unreachable: status.UNAVAILABLE,
  locked: status.UNAVAILABLE,
  starting: status.UNAVAILABLE,
  'behind-chain': status.UNAVAILABLE,
  'certificate-changed': status.UNAVAILABLE,
  'credentials-refused': status.UNAVAILABLE,
  'permission-missing': status.UNKNOWN
}

export function statusOf({ code, detail }: BackendFailure): CallStatus {
  return { code: STATUS[code], text: detail ?? code }
}
