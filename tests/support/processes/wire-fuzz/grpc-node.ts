import { createServer, type OutgoingHttpHeaders, type ServerHttp2Stream } from 'node:http2'
import { oneOf, type Random } from '../fault-matrix/random'
import { pieces, someBytes, words, type Said } from './words'

const PREIMAGE_FIELD = Buffer.concat([Buffer.from([0x0a, 64]), Buffer.from('ab'.repeat(32))])
const DEFINED_RESETS = 14

/** A gRPC server that answers each call with the next hostile answer. What it says of a payment goes to `said`. */
export function grpcNode(random: () => Random, said: (words: Said) => void) {
  const server = createServer()
  server.on('sessionError', () => undefined)
  server.on('session', (session) => session.on('error', () => undefined))
  server.on('stream', (stream) => {
    stream.on('error', () => undefined)
    stream.resume()
    stream.once('end', () => {
      try {
        answer(random(), stream, said)
      } catch {
        // Node's own HTTP/2 refuses to write this; the call is reset instead.
        stream.close(2)
      }
    })
  })
  return server
}

function answer(random: Random, stream: ServerHttp2Stream, said: (words: Said) => void): void {
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
      paid(stream)
      return
    case 'trailers-only':
      stream.respond({ ...head(random), ...status(random, said) }, { endStream: true })
      return
    case 'message':
      messages(random, stream, said)
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
      if (random() < 0.5) messages(random, stream, said)
      else stream.session?.close()
      return
    case 'cut':
      stream.session?.destroy()
      return
    case 'nothing':
      return
  }
}

function paid(stream: ServerHttp2Stream): void {
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true })
  stream.on('wantTrailers', () => {
    stream.sendTrailers({ 'grpc-status': '0' })
  })
  stream.end(Buffer.concat([Buffer.from([0, 0, 0, 0, PREIMAGE_FIELD.length]), PREIMAGE_FIELD]))
}

function messages(random: Random, stream: ServerHttp2Stream, said: (words: Said) => void): void {
  stream.respond(head(random), { waitForTrailers: true })
  stream.on('wantTrailers', () => {
    try {
      stream.sendTrailers(random() < 0.15 ? {} : status(random, said))
    } catch {
      stream.close(2)
    }
  })
  const count = oneOf(random, [0, 1, 1, 1, 2, 5])
  const body = Buffer.concat(Array.from({ length: count }, () => frame(random)))
  for (const piece of pieces(
    random,
    random() < 0.2 ? body.subarray(0, Math.floor(random() * body.length)) : body
  )) {
    stream.write(piece)
  }
  if (random() < 0.9) stream.end()
}

function frame(random: Random): Buffer {
  const payload = oneOf(random, [PREIMAGE_FIELD, PREIMAGE_FIELD, Buffer.alloc(0), someBytes(random, 300)])
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

function status(random: Random, said: (words: Said) => void): OutgoingHttpHeaders {
  const spoken = words(random)
  said(spoken)
  const garbage = oneOf(random, [{}, {}, { 'grpc-status-details-bin': '!!' }, { 'x-bin': ['a', 'b'] }])
  const percent = encodeURIComponent(spoken.text)
  return {
    'grpc-status': spoken.status,
    ...(random() < 0.1 ? {} : { 'grpc-message': random() < 0.9 ? percent : spoken.text }),
    ...garbage
  }
}
