import { createServer, type Socket } from 'node:net'
import { oneOf, type Random } from '../fault-matrix/random'
import { pieces, someBytes, words, type Said } from './words'

/** A gateway below HTTP: it writes the bytes of each hostile answer itself. */
export function httpNode(random: () => Random, said: (words: Said) => void) {
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
      void answer(random(), socket, said)
    })
  })
}

async function answer(random: Random, socket: Socket, said: (words: Said) => void): Promise<void> {
  for (const piece of pieces(random, bytesOf(random, said))) {
    socket.write(piece)
    await new Promise(setImmediate)
  }
  const end = oneOf(random, ['end', 'end', 'end', 'end', 'destroy', 'stay'] as const)
  if (end === 'end') socket.end()
  if (end === 'destroy') socket.destroy()
}

function bytesOf(random: Random, said: (words: Said) => void): Buffer {
  if (random() < 0.05) return someBytes(random, 500)
  const body = bodyOf(random, said)
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

function bodyOf(random: Random, said: (words: Said) => void): Buffer {
  const spoken = words(random)
  said(spoken)
  const code = oneOf(random, [Number(spoken.status), Number(spoken.status), spoken.status])
  const bodies = [
    JSON.stringify({ code, message: spoken.text, details: [] }),
    JSON.stringify({ code, message: spoken.text, details: [] }),
    JSON.stringify({ preimage: 'ab'.repeat(32) }),
    JSON.stringify({ code: [code], message: { text: spoken.text } }),
    ...['', 'null', '[]', '{', '{"__proto__":null}', '[['.repeat(2_000), '<html>']
  ]
  return Buffer.from(oneOf(random, bodies))
}
