import { createServer, type Socket } from 'node:net'
import { oneOf } from '../fault-matrix/random'
import type { HostileCase } from './hostile'
import { damagedJson } from './payloads'
import { pieces, someBytes, words } from './words'

/** A gateway that answers each request with a hostile answer of the current case. */
export function httpNode(current: () => HostileCase) {
  return rawGateway((_head, socket) => hostileAnswer(current(), socket))
}

/** A gateway without an HTTP library: `answer` writes the bytes of the response itself. */
export function rawGateway(answer: (head: string, socket: Socket) => Promise<void>) {
  return createServer((socket) => {
    socket.on('error', () => undefined)
    let request = ''
    socket.on('data', (chunk) => {
      request += chunk.toString('latin1')
      const [head = '', body] = request.split('\r\n\r\n')
      const length = Number(/content-length: (\d+)/iu.exec(head)?.[1] ?? 0)
      if (body === undefined || body.length < length) return
      socket.removeAllListeners('data')
      socket.resume()
      void answer(head, socket)
    })
  })
}

export async function hostileAnswer(played: HostileCase, socket: Socket): Promise<void> {
  const { random } = played
  for (const piece of pieces(random, bytesOf(played))) {
    socket.write(piece)
    await new Promise(setImmediate)
  }
  const end = oneOf(random, ['end', 'end', 'end', 'end', 'destroy', 'stay'] as const)
  if (end === 'end') socket.end()
  if (end === 'destroy') socket.destroy()
}

function bytesOf(played: HostileCase): Buffer {
  const { random } = played
  if (random() < 0.05) return someBytes(random, 500)
  // Often the response of a real gateway, so that the client accepts some answers.
  const share = random()
  if (share < 0.25) return refusal(played)
  if (share < 0.35) return response('200 OK', played.honest.json)
  const body = bodyOf(played)
  const cut = random() < 0.15 ? body.subarray(0, Math.floor(random() * body.length)) : body
  const status = oneOf(random, [200, 200, 500, 500, 500, 400, 401, 403, 404, 501, 503, 100, 204, 301, 999, 0])
  const type = oneOf(random, ['application/json', 'application/json', 'text/html', 'application/grpc', ''])
  const head = `HTTP/1.1 ${status} ${oneOf(random, ['OK', '', 'x'.repeat(200)])}\r\ncontent-type: ${type}\r\n`
  if (random() < 0.4) {
    const lie = oneOf(random, ['', '', '', 'g', '-', 'ffffffffff'])
    const chunks = pieces(random, cut).map((chunk) =>
      Buffer.concat([Buffer.from(`${lie}${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')])
    )
    return Buffer.concat([
      Buffer.from(`${head}transfer-encoding: chunked\r\n\r\n`),
      ...chunks,
      Buffer.from(random() < 0.8 ? '0\r\n\r\n' : '')
    ])
  }
  const length = oneOf(random, [
    cut.length,
    cut.length,
    cut.length,
    cut.length + 7,
    Math.max(0, cut.length - 3),
    -1,
    1e15
  ])
  return Buffer.concat([Buffer.from(`${head}content-length: ${length}\r\n\r\n`), cut])
}

/** The HTTP status that the gateway uses for a gRPC status; 500 for most. */
const HTTP_STATUS: Readonly<Record<string, number>> = { 6: 409, 7: 403, 12: 501, 14: 503, 16: 401 }

function refusal({ random, listed, said }: HostileCase): Buffer {
  const spoken = words(random, listed)
  said(spoken)
  const json = JSON.stringify({ code: Number(spoken.status), message: spoken.text, details: [] })
  return response(`${HTTP_STATUS[spoken.status] ?? 500} Refused`, json)
}

function response(status: string, json: string): Buffer {
  const body = Buffer.from(json)
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status}\r\ncontent-length: ${body.length}\r\n\r\n`), body])
}

function bodyOf({ random, honest, listed, said }: HostileCase): Buffer {
  const spoken = words(random, listed)
  said(spoken)
  const code = oneOf(random, [Number(spoken.status), Number(spoken.status), spoken.status])
  const bodies = [
    JSON.stringify({ code, message: spoken.text, details: [] }),
    JSON.stringify({ code, message: spoken.text, details: [] }),
    honest.json,
    damagedJson(random, honest.json),
    damagedJson(random, honest.json),
    // As a line of a stream.
    `{"result":${honest.json}}\n`,
    JSON.stringify({ code: [code], message: { text: spoken.text } }),
    ...['', 'null', '[]', '{', '{"__proto__":null}', '[['.repeat(2_000), '<html>']
  ]
  return Buffer.from(oneOf(random, bodies))
}
