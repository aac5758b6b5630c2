import { createServer, type ServerHttp2Stream } from 'node:http2'
import { METHODS } from '../../../../src/main/node-client/methods'
import { REPLAY, RESUME_AFTER } from '../../../../src/main/node-client/transport'
import { afterReading, framed, hostileAnswer, hostileStream } from './grpc-node'
import type { OpenStream } from './hostile'

const INTERNAL = 13
const UNIMPLEMENTED = 12
const HEAD = { ':status': 200, 'content-type': 'application/grpc', [REPLAY]: 'true' }
/** The share of streams with no honest message before the hostile answer. */
const HOSTILE_AT_ONCE = 0.3

/** A node of the first generation that replays. `opened` decides what happens on its streams. */
export function grpcStreams(opened: (stream: OpenStream) => void) {
  const server = createServer()
  server.on('sessionError', () => undefined)
  server.on('session', (session) => session.on('error', () => undefined))
  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined)
    stream.resume()
    stream.once('end', () => {
      if (headers[':path'] === METHODS.Subscribe.path) {
        const resumeAfter = headers[RESUME_AFTER]
        const open = openStream(stream, typeof resumeAfter === 'string' ? resumeAfter : undefined)
        afterReading(() => opened(open))
      } else {
        const known = headers[':path'] === METHODS.CheckInvoice.path
        trailersOnly(stream, known ? INTERNAL : UNIMPLEMENTED)
      }
    })
  })
  return server
}

function openStream(stream: ServerHttp2Stream, resumeAfter: string | undefined): OpenStream {
  return {
    resumeAfter,
    play: (messages, then) => {
      try {
        if (then !== undefined && then.random() < HOSTILE_AT_ONCE) hostileAnswer(then, stream)
        else {
          const bytes = messages.map((message) => framed(message.bytes))
          if (then !== undefined) hostileStream(then, stream, HEAD, bytes)
          else {
            stream.respond(HEAD)
            for (const message of bytes) stream.write(message)
          }
        }
      } catch {
        // The wallet has left, or Node's own HTTP/2 refuses to write this.
        stream.close(2)
      }
      return Promise.resolve()
    },
    cut: () => stream.session?.destroy()
  }
}

function trailersOnly(stream: ServerHttp2Stream, code: number): void {
  if (stream.destroyed) return
  stream.respond(
    { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': code, 'grpc-message': 'no' },
    { endStream: true }
  )
}
