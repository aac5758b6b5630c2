import { status } from '@grpc/grpc-js'

/** How a call ended where it did not end well: a gRPC status. */
export interface CallStatus {
  readonly code: status
  readonly text: string
}

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly status: CallStatus }

/** The node hands every failure of its Lightning node on as UNKNOWN with a text. */
export function refused(text: string, code: status = status.UNKNOWN): { ok: false; status: CallStatus } {
  return { ok: false, status: { code, text } }
}
