import { status } from '@grpc/grpc-js'

/** The gRPC status of a failed call. */
export interface CallStatus {
  readonly code: status
  readonly text: string
}

export function callStatus(text: string, code: status = status.UNKNOWN): CallStatus {
  return { code, text }
}
