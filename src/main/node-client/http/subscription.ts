import { status } from '@grpc/grpc-js'
import { fail, ok } from '../../../shared/result'
import { GatewayLines } from '../decode/gateway-line'
import { METHODS } from '../methods'
import { knownStatus } from '../grpc-status'
import { MAX_ANSWER_BYTES, REPLAY, RESUME_AFTER, type Stream, type StreamHandlers } from '../transport'
import { LineStream } from './line-stream'
import { oversizedFailure } from './read-response'
import type { Gateway } from './request'

/** Opens the message stream over the gateway. */
export function openSubscription(
  gateway: Gateway,
  handlers: StreamHandlers,
  resumeAfter: string | undefined
): Stream {
  const lines = new GatewayLines()
  const metadata = resumeAfter === undefined ? {} : { [RESUME_AFTER]: resumeAfter }
  const request = { verb: 'GET', path: METHODS.Subscribe.httpPath, metadata } as const
  const stream = new LineStream(gateway, request, {
    began: (headers) => {
      if (headers[`grpc-metadata-${REPLAY}`] === 'true') handlers.replays()
    },
    line: (bytes) => {
      const line = lines.read(bytes)
      if (!line.ok) handlers.frame(fail(line.error.code), bytes.length)
      else if (line.value.kind === 'error') {
        const code = knownStatus(line.value.code) ?? status.INTERNAL
        stream.end({ code, text: line.value.text, said: 'node', departed: true })
      } else if (line.value.message.data.length > MAX_ANSWER_BYTES) stream.end(oversizedFailure())
      else handlers.frame(ok(line.value.message), bytes.length)
    },
    ended: (failure) => handlers.ended(failure)
  })
  return stream
}
