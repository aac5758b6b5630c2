import { FOREIGN_TEXTS } from './foreign-texts'
import type { Moment, WireFault, WireReply } from './wire-fault'

const ALWAYS: readonly Moment[] = ['before', 'held', 'after']
const BEFORE: readonly Moment[] = ['before']
const ANSWER = JSON.stringify({ preimage: 'ab'.repeat(32) })

const fault = (name: string, play: WireFault['play'], moments = ALWAYS): WireFault => ({
  ...{ name, moments, play },
  over: 'gateway'
})

interface HttpAnswer {
  readonly status?: number | string
  readonly type?: string
  readonly body?: string
  readonly headers?: readonly string[]
  /** Default: as long as the body. */
  readonly length?: number
}

function answer({ socket }: WireReply, { status = 200, type, body = '', headers = [], length }: HttpAnswer) {
  const head = [
    `HTTP/1.1 ${status} As it is`,
    `content-type: ${type ?? 'application/json'}`,
    `content-length: ${length ?? Buffer.byteLength(body)}`,
    'connection: close',
    ...headers
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

const said = ({ body }: WireReply): string => body?.toString() ?? ANSWER

const BODIES = [
  ['an empty body', ''],
  ['null', 'null'],
  ['a list', '[]'],
  ['a text', '"paid"'],
  ['a number as preimage', '{"preimage":12}'],
  ['an error in a stream', '{"error":{"code":2,"message":"stream error"}}'],
  ['a page', '<html><body>Welcome</body></html>'],
  ['two answers', '{"preimage":""}{"preimage":""}']
] as const

const JSON_STATUSES = [-1, 0, 1, 4, 12, 13, 14, 17, 999, 2_147_483_648, '2', null, 2.5]

/** Faulty responses of the HTTP gateway of a node, or of a proxy in front of it. */
export const GATEWAY_FAULTS: readonly WireFault[] = [
  ...BODIES.map(([what, body]) => fault(`gateway: 200 with ${what}`, (reply) => answer(reply, { body }))),
  fault('gateway: half an answer', (reply) => {
    const whole = said(reply)
    answer(reply, { body: whole.slice(0, -20), length: whole.length })
  }),
  fault('gateway: half an answer that calls itself whole', (reply) =>
    answer(reply, { body: said(reply).slice(0, -20) })
  ),
  fault('gateway: 204', (reply) => answer(reply, { status: 204 })),
  fault('gateway: 200 with another content type', (reply) =>
    answer(reply, { type: 'text/html', body: '<html>' })
  ),
  fault('gateway: a broken encoding', (reply) =>
    answer(reply, { headers: ['content-encoding: gzip'], body: '\x1f\x8b\x08 no gzip' })
  ),
  ...[301, 302, 307, 308].map((status) =>
    fault(`gateway: a proxy's ${status}`, (reply) =>
      answer(reply, { status, headers: ['location: /v1/lightning/payinvoice'] })
    )
  ),
  ...[400, 404, 405, 408, 413, 429, 500, 501, 502, 503, 504, 520, 999].map((status) =>
    fault(`gateway: a proxy's ${status}`, (reply) =>
      answer(reply, { status, type: 'text/html', body: '<html>' })
    )
  ),
  // A proxy that requires a password does not forward the request.
  ...[401, 403].map((status) =>
    fault(`gateway: a proxy's ${status}`, (reply) => answer(reply, { status, type: 'text/html' }), BEFORE)
  ),
  fault('gateway: no such path', (reply) =>
    answer(reply, { status: 404, body: '{"code":5,"message":"Not Found","details":[]}' })
  ),
  ...JSON_STATUSES.map((code) =>
    fault(`gateway: code ${JSON.stringify(code)}`, (reply) =>
      answer(reply, { status: 500, body: JSON.stringify({ code, message: 'grpc: error', details: [] }) })
    )
  ),
  ...FOREIGN_TEXTS.flatMap((message) =>
    [2, 3, 9].map((code) =>
      fault(`gateway: code ${code} ${JSON.stringify(message)}`, (reply) =>
        answer(reply, { status: 500, body: JSON.stringify({ code, message, details: [] }) })
      )
    )
  ),
  fault('gateway: connection reset', ({ socket }) => socket.resetAndDestroy()),
  fault('gateway: connection closed', ({ socket }) => socket.end()),
  fault('gateway: half a head', ({ socket }) => socket.end('HTTP/1.1 200 OK\r\ncontent-le')),
  fault('gateway: bytes that are no HTTP', ({ socket }) => socket.end('\x00\x01\x02\x03 hello\r\n\r\n')),
  fault('gateway: no answer', () => undefined)
]
