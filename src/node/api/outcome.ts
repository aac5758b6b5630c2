import { status } from '@grpc/grpc-js'

/** How a call ended where it did not end well: a gRPC status. */
export interface CallStatus {
  readonly code: status
  readonly text: string
}

export function callStatus(text: string, code: status = status.UNKNOWN): CallStatus {
  return { code, text }
}
