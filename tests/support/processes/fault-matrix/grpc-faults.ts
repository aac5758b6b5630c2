import { FOREIGN_TEXTS } from './foreign-texts'
import { dataFrame, frame, goawayFrame, grpcMessage, headersFrame, resetFrame } from './http2-frames'
import type { Moment, WireFault, WireReply } from './wire-fault'

/** The error codes that HTTP/2 defines (RFC 9113, 7): 0, NO_ERROR, to 13, HTTP_1_1_REQUIRED. */
const HTTP2_CODES = Array.from({ length: 14 }, (_, code) => code)
const GRPC_ERRORS = Array.from({ length: 16 }, (_, index) => index + 1)
const NO_STREAM_ABOVE = 2 ** 31 - 1
const MORE_THAN_TAKEN_BYTES = 2 ** 31 - 1

const ALWAYS: readonly Moment[] = ['before', 'held', 'after']
const BEFORE: readonly Moment[] = ['before']
const OK = { ':status': '200', 'content-type': 'application/grpc' }
const ANSWER = Buffer.from('\n\x40'.padEnd(66, 'a'), 'latin1')

const fault = (name: string, play: WireFault['play'], moments = ALWAYS): WireFault => ({
  ...{ name, moments, play },
  over: 'grpc'
})

const write = ({ socket }: WireReply, ...frames: readonly Buffer[]): void => {
  socket.write(Buffer.concat(frames))
}

/** Headers, then a body, then trailers. */
function answer(
  reply: WireReply,
  body: Uint8Array,
  trailers: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = OK
): void {
  const { streamId } = reply
  write(
    reply,
    headersFrame(streamId, headers),
    dataFrame(streamId, body),
    headersFrame(streamId, trailers, true)
  )
}

const ended = (reply: WireReply, headers: Readonly<Record<string, string>>): void =>
  write(reply, headersFrame(reply.streamId, headers, true))

const message = ({ body }: WireReply): Buffer => body ?? grpcMessage(ANSWER)

const NO_MESSAGE = [
  fault('OK without a message', (reply) => ended(reply, { ...OK, 'grpc-status': '0' })),
  fault('OK without a message, in trailers', ({ socket, streamId }) =>
    socket.write(
      Buffer.concat([headersFrame(streamId, OK), headersFrame(streamId, { 'grpc-status': '0' }, true)])
    )
  ),
  fault('end without a status', (reply) => ended(reply, OK)),
  fault('half a message, then OK', (reply) =>
    answer(reply, message(reply).subarray(0, -20), { 'grpc-status': '0' })
  ),
  fault('half a message, then the end', (reply) =>
    write(
      reply,
      headersFrame(reply.streamId, OK),
      dataFrame(reply.streamId, message(reply).subarray(0, 20), true)
    )
  ),
  fault('half a message, then a broken connection', (reply) => {
    write(reply, headersFrame(reply.streamId, OK), dataFrame(reply.streamId, message(reply).subarray(0, 9)))
    reply.socket.end()
  }),
  fault('half a length', (reply) => answer(reply, message(reply).subarray(0, 3), { 'grpc-status': '0' })),
  fault('two messages', (reply) =>
    answer(reply, Buffer.concat([message(reply), message(reply)]), { 'grpc-status': '13' })
  ),
  fault('a message and an error', (reply) =>
    answer(reply, message(reply), { 'grpc-status': '13', 'grpc-message': 'shutting down' })
  ),
  fault('a message larger than is taken', (reply) =>
    answer(reply, grpcMessage(ANSWER, 0, MORE_THAN_TAKEN_BYTES), { 'grpc-status': '0' })
  ),
  fault('a message that is no protobuf', (reply) =>
    answer(reply, grpcMessage(Buffer.of(0x07, 0xff, 0xff)), { 'grpc-status': '0' })
  )
]

const COMPRESSED = [undefined, 'identity', 'gzip', 'deflate', 'snappy', 'constructor'].map((encoding) =>
  fault(`compressed flag with encoding ${encoding ?? 'missing'}`, (reply) =>
    answer(
      reply,
      grpcMessage(message(reply).subarray(5), 1),
      { 'grpc-status': '0' },
      encoding === undefined ? OK : { ...OK, 'grpc-encoding': encoding }
    )
  )
)

const NOT_GRPC = [
  ...['text/html', 'application/json', 'application/grpc-web', ''].map((type) =>
    fault(`content type ${JSON.stringify(type)}`, (reply) =>
      answer(reply, Buffer.from('<html>'), {}, { ':status': '200', 'content-type': type })
    )
  ),
  ...[400, 404, 405, 408, 413, 429, 500, 501, 502, 503, 504, 520].map((code) =>
    fault(`a proxy's ${code}`, (reply) => {
      const headers = { ':status': String(code), 'content-type': 'text/html' }
      write(
        reply,
        headersFrame(reply.streamId, headers),
        dataFrame(reply.streamId, Buffer.from('<html>'), true)
      )
    })
  ),
  // A proxy that requires a password does not forward the request.
  ...[401, 403].map((code) =>
    fault(`a proxy's ${code}`, (reply) => ended(reply, { ':status': String(code) }), BEFORE)
  )
]

const RESETS = [
  ...HTTP2_CODES.map((code) =>
    fault(`RST_STREAM ${code}`, (reply) => write(reply, resetFrame(reply.streamId, code)))
  ),
  ...[0, 2, 8].map((code) =>
    fault(`RST_STREAM ${code} after the headers`, (reply) =>
      write(reply, headersFrame(reply.streamId, OK), resetFrame(reply.streamId, code))
    )
  ),
  fault('RST_STREAM with a code that does not exist', (reply) =>
    write(reply, resetFrame(reply.streamId, 0xffffffff))
  )
]

const GOODBYES = HTTP2_CODES.flatMap((code) => [
  fault(`GOAWAY ${code} below this stream`, (reply) => {
    write(reply, goawayFrame(Math.max(0, reply.streamId - 2), code))
    reply.socket.end()
  }),
  fault(`GOAWAY ${code} with this stream`, (reply) => {
    write(reply, goawayFrame(reply.streamId, code))
    reply.socket.end()
  }),
  fault(`GOAWAY ${code} above this stream, then the answer`, (reply) => {
    write(reply, goawayFrame(NO_STREAM_ABOVE, code))
    reply.passOn()
  })
])

const STATUSES = [
  ...['', '-1', '17', '999', '2147483648', '99999999999999999999', 'abc', '0x0', 'NaN', 'constructor'].map(
    (code) =>
      fault(`grpc-status ${JSON.stringify(code)}`, (reply) => ended(reply, { ...OK, 'grpc-status': code }))
  ),
  ...GRPC_ERRORS.map((code) =>
    fault(`grpc-status ${code} without words`, (reply) =>
      ended(reply, { ...OK, 'grpc-status': String(code) })
    )
  ),
  ...FOREIGN_TEXTS.flatMap((text) =>
    [2, 3, 9, 13].map((code) =>
      fault(`grpc-status ${code} ${JSON.stringify(text)}`, (reply) =>
        ended(reply, { ...OK, 'grpc-status': String(code), 'grpc-message': encodeURIComponent(text) })
      )
    )
  )
]

const CONNECTION = [
  fault('connection reset', ({ socket }) => socket.resetAndDestroy()),
  fault('connection closed', ({ socket }) => socket.end()),
  fault('no answer', () => undefined),
  fault('bytes that are no HTTP/2', ({ socket }) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')),
  fault('a frame of a kind that does not exist', (reply) => {
    write(reply, frame(0xee, 0xff, reply.streamId, Buffer.alloc(8)))
    reply.passOn()
  }),
  fault('headers that cannot be read', (reply) => write(reply, frame(1, 5, reply.streamId, Buffer.of(0xff)))),
  fault('an answer on a stream that nobody opened', (reply) =>
    answer({ ...reply, streamId: reply.streamId + 1000 }, message(reply), { 'grpc-status': '0' })
  )
]

/** Faulty responses on an HTTP/2 connection to a node. */
export const GRPC_FAULTS: readonly WireFault[] = [
  ...NO_MESSAGE,
  ...COMPRESSED,
  ...NOT_GRPC,
  ...RESETS,
  ...GOODBYES,
  ...STATUSES,
  ...CONNECTION
]
