import type { ClientReadableStream } from '@grpc/grpc-js'
import type { CallFailure, StreamHandlers } from '../transport'
import { readCallError } from './call-error'
import type { DepartureGuard } from './departure-guard'

/** Reports the end of a stream after its last frame. Frames received before the stream broke are still delivered. */
export function onEnd(
  stream: ClientReadableStream<Buffer>,
  guard: DepartureGuard,
  handlers: Pick<StreamHandlers, 'ended'>
): void {
  let failed: CallFailure | undefined
  stream.on('error', (error: unknown) => {
    failed = readCallError(error, guard.used)
  })
  // A graceful stop of the node ends the stream without an error. It is lost all the same.
  stream.on('end', () => handlers.ended(failed))
}

/** Undefined if the bytes are not a message. */
export function decoded(decode: (bytes: Buffer) => unknown, frame: Buffer): unknown {
  try {
    return decode(frame)
  } catch {
    return undefined
  }
}
