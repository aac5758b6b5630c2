import { status } from '@grpc/grpc-js'

/** The gRPC status of a failure, 1 to 16 (grpc: statuscodes.md); undefined for any other value. */
export function knownStatus(value: unknown): status | undefined {
  return STATUSES.find((code) => code === value)
}

const STATUSES: readonly status[] = Object.values(status).filter(
  (code): code is status => typeof code === 'number' && code !== status.OK
)
