import { status, type ServiceError } from '@grpc/grpc-js'
import type { BackendFailure, BackendFailureCode } from '../../backend'

/** LND's texts for its states and refusals (lnd 0.18 to 0.21: rpcperms/interceptor.go, macaroons/service.go). */
const TEXTS: readonly (readonly [RegExp, BackendFailureCode])[] = [
  [/^wallet locked|^wallet not created/, 'locked'],
  [/^waiting to start|^the RPC server is in the process of starting/, 'starting'],
  [/shutting down$/, 'unreachable'],
  [/^permission denied$/, 'permission-missing'],
  [
    /verification failed|cannot get macaroon|cannot determine data format|expected 1 macaroon/,
    'credentials-refused'
  ],
  [/^invoice is already paid$/, 'already-paid'],
  [/^payment is in transition$|^payment already exists$/, 'in-transition']
]

/** Whether LookupInvoice reports that LND has no such invoice. */
export function isMissingInvoice({ code, detail }: BackendFailure): boolean {
  return code === 'not-found' || /unable to locate invoice|there are no existing/.test(detail ?? '')
}

/** Maps a failed call of LND to a code. The detail is LND's own text, or a description of the connection's problem. */
export function lndFailure({ code, details }: Pick<ServiceError, 'code' | 'details'>): BackendFailure {
  const known = TEXTS.find(([pattern]) => pattern.test(details))
  if (known !== undefined) return { code: known[1], detail: details }
  switch (code) {
    case status.UNAVAILABLE:
      return /certificate|ERR_TLS|CERT_/i.test(details)
        ? {
            code: 'certificate-changed',
            detail: `LND's certificate is not the one that was trusted: ${details}`
          }
        : { code: 'unreachable', detail: `LND cannot be reached: ${details}` }
    // Statuses of grpc-js for an incomplete response.
    case status.CANCELLED:
    case status.INTERNAL:
    case status.RESOURCE_EXHAUSTED:
    case status.DEADLINE_EXCEEDED:
      return { code: 'unreachable', detail: `LND does not answer: ${details}` }
    case status.NOT_FOUND:
      return { code: 'not-found', detail: details }
    default:
      return { code: 'refused', detail: details }
  }
}
