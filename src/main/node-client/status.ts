import { status } from '@grpc/grpc-js'

/** A failure's gRPC status, 1 to 16 (grpc: statuscodes.md). Undefined: what came is none. */
export function knownStatus(value: unknown): status | undefined {
  return STATUSES.find((code) => code === value)
}

const STATUSES: readonly status[] = Object.values(status).filter(
  (code): code is status => typeof code === 'number' && code !== status.OK
)
