import { createServer, type OutgoingHttpHeaders, type ServerHttp2Stream } from 'node:http2'
import { oneOf, type Random } from '../fault-matrix/random'
import type { HostileCase } from './hostile'
import { damaged } from './payloads'
import { pieces, someBytes, words } from './words'

const DEFINED_RESETS = 14
/** Without CANCEL (8): Node's own server hangs on it while data and trailers wait (seen with 20.20). */
const RESETS_AFTER_DATA = [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13]

/** A gRPC server that answers each call with a hostile answer of the current case. */
export function grpcNode(current: () => HostileCase) {
  const server = createServer()
  server.on('sessionError', () => undefined)
  server.on('session', (session) => session.on('error', () => undefined))
  server.on('stream', (stream) => {
    stream.on('error', () => undefined)
    stream.resume()
    stream.once('end', () => {
      afterReading(() => {
        try {
          hostileAnswer(current(), stream)
        } catch {
          // Node's own HTTP/2 refuses to write this; the call is reset instead.
          stream.close(2)
        }
      })
    })
  })
  return server
}

export function hostileAnswer(played: HostileCase, stream: ServerHttp2Stream): void {
  const { random } = played
  const act = oneOf(random, [
    'honest',
    'trailers-only',
    'message',
    'message',
    'message',
    'reset',
    'goaway',
    'cut',
    'nothing'
  ] as const)
  switch (act) {
    case 'honest':
      honestly(stream, played.honest.bytes)
      return
    case 'trailers-only':
      stream.respond({ ...head(random), ...status(played) }, { endStream: true })
      return
    case 'message':
      messages(played, stream)
      return
    case 'reset':
      if (random() < 0.5) stream.respond(head(random))
      stream.close(Math.floor(random() * DEFINED_RESETS))
      return
    case 'goaway':
      stream.session?.goaway(
        Math.floor(random() * DEFINED_RESETS),
        oneOf(random, [0, 1, 2 ** 31 - 1]),
        someBytes(random, 40)
      )
      if (random() < 0.5) messages(played, stream)
      else stream.session?.close()
      return
    case 'cut':
      stream.session?.destroy()
      return
    case 'nothing':
      return
  }
}

function honestly(stream: ServerHttp2Stream, bytes: Buffer): void {
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true })
  stream.on('wantTrailers', () => {
    stream.sendTrailers({ 'grpc-status': '0' })
  })
  stream.end(framed(bytes))
}

function messages(played: HostileCase, stream: ServerHttp2Stream): void {
  const { random } = played
  stream.respond(head(random), { waitForTrailers: true })
  stream.on('wantTrailers', () => {
    try {
      stream.sendTrailers(random() < 0.15 ? {} : status(played))
    } catch {
      stream.close(2)
    }
  })
  const count = oneOf(random, [0, 1, 1, 1, 2, 5])
  const body = Buffer.concat(Array.from({ length: count }, () => hostileFrame(played)))
  for (const piece of pieces(
    random,
    random() < 0.2 ? body.subarray(0, Math.floor(random() * body.length)) : body
  )) {
    stream.write(piece)
  }
  if (random() < 0.9) stream.end()
}

/**
 * Runs a step when the server has read what arrived. A server stream of Node that is reset while its data is being read
 * is used after it was freed (nghttp2_session_on_data_received, seen with 20.20).
 */
export function afterReading(step: () => void): void {
  setImmediate(step)
}

/** A message in the framing of gRPC. */
export function framed(payload: Buffer): Buffer {
  const prefix = Buffer.alloc(5)
  prefix.writeUInt32BE(payload.length, 1)
  return Buffer.concat([prefix, payload])
}

export function hostileFrame({ random, honest: { bytes } }: HostileCase): Buffer {
  const payload = oneOf(random, [
    ...[bytes, bytes, damaged(random, bytes), damaged(random, bytes), Buffer.alloc(0)],
    someBytes(random, 300)
  ])
  const prefix = Buffer.alloc(5)
  prefix[0] = oneOf(random, [0, 0, 0, 0, 1, 2, 255])
  prefix.writeUInt32BE(
    oneOf(random, [
      payload.length,
      payload.length,
      payload.length,
      payload.length + 1,
      Math.max(0, payload.length - 1),
      2 ** 31,
      2 ** 32 - 1
    ]),
    1
  )
  return Buffer.concat([prefix, payload])
}

function head(random: Random): OutgoingHttpHeaders {
  return {
    ':status': oneOf(random, [200, 200, 200, 200, 204, 302, 400, 401, 404, 429, 502, 503, 599]),
    ...oneOf(random, [
      { 'content-type': 'application/grpc' },
      { 'content-type': 'application/grpc' },
      { 'content-type': 'text/html' },
      {}
    ]),
    ...oneOf(random, [
      {},
      {},
      {},
      { 'grpc-encoding': 'gzip' },
      { 'grpc-encoding': 'deflate' },
      { 'grpc-encoding': 'snappy' },
      { 'grpc-encoding': '' }
    ]),
    ...oneOf(random, [
      {},
      {},
      { 'x-odd-bin': '%%%' },
      { 'grpc-accept-encoding': ',,' },
      { 'x-many': Array.from({ length: 50 }, () => 'y') }
    ])
  }
}

function status({ random, listed, said }: HostileCase): OutgoingHttpHeaders {
  const spoken = words(random, listed)
  said(spoken)
  const garbage = oneOf(random, [{}, {}, { 'grpc-status-details-bin': '!!' }, { 'x-bin': ['a', 'b'] }])
  const percent = encodeURIComponent(spoken.text)
  return {
    'grpc-status': spoken.status,
    ...(random() < 0.1 ? {} : { 'grpc-message': random() < 0.9 ? percent : spoken.text }),
    ...garbage
  }
}

/** A stream that begins honestly: it announces a replay, sends these messages, and then something hostile. */
export function hostileStream(
  played: HostileCase,
  stream: ServerHttp2Stream,
  head: OutgoingHttpHeaders,
  messages: readonly Buffer[]
): void {
  const { random } = played
  const end = oneOf(random, ['end', 'end', 'reset', 'goaway', 'cut', 'nothing'] as const)
  // Node's own server fails on a stream that is reset while its trailers wait (seen with 20.20).
  stream.respond(head, { waitForTrailers: end === 'end' })
  stream.on('wantTrailers', () => {
    try {
      stream.sendTrailers(random() < 0.15 ? {} : status(played))
    } catch {
      stream.close(2)
    }
  })
  const frames = Array.from({ length: Math.floor(random() * 5) }, () => hostileFrame(played))
  for (const piece of [...messages, ...pieces(random, Buffer.concat(frames))]) stream.write(piece)
  const goawayCode = Math.floor(random() * DEFINED_RESETS)
  const opaque = someBytes(random, 40)
  const resetCode = oneOf(random, RESETS_AFTER_DATA)
  switch (end) {
    case 'end':
      stream.end()
      return
    case 'reset':
      stream.write(Buffer.alloc(0), () => stream.close(resetCode))
      return
    case 'goaway':
      stream.session?.goaway(goawayCode, 0, opaque)
      stream.session?.close()
      return
    case 'cut':
      stream.session?.destroy()
      return
    case 'nothing':
      return
  }
}
