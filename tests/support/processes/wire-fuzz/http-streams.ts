import type { Server, Socket } from 'node:net'
import { METHODS } from '../../../../src/main/node-client/methods'
import { REPLAY, RESUME_AFTER } from '../../../../src/main/node-client/transport'
import { oneOf } from '../fault-matrix/random'
import type { HostileCase, OpenStream } from './hostile'
import { hostileAnswer, rawGateway } from './http-node'
import { damagedJson, type Payload } from './payloads'
import { pieces, someBytes, words } from './words'

/** The share of streams with no honest message before the hostile answer. */
const HOSTILE_AT_ONCE = 0.3

/** A gateway of a node of the first generation that replays. `opened` decides what happens on its streams. */
export function httpStreams(opened: (stream: OpenStream) => void): Server {
  return rawGateway((head, socket) => {
    const path = /^[A-Z]+ (\S+)/u.exec(head)?.[1]
    if (path === METHODS.Subscribe.httpPath) {
      const resumeAfter = new RegExp(`^grpc-metadata-${RESUME_AFTER}: (.*)$`, 'imu').exec(head)?.[1]
      opened(openStream(socket, resumeAfter?.trim()))
    } else {
      const known = path === METHODS.CheckInvoice.httpPath
      const body = JSON.stringify({ code: known ? 3 : 12, message: 'no', details: [] })
      const status = known ? '400 Bad Request' : '501 Not Implemented'
      socket.end(`HTTP/1.1 ${status}\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`)
    }
    return Promise.resolve()
  })
}

function openStream(socket: Socket, resumeAfter: string | undefined): OpenStream {
  return {
    resumeAfter,
    play: async (messages, then) => {
      if (then !== undefined && then.random() < HOSTILE_AT_ONCE) return hostileAnswer(then, socket)
      const head = `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ngrpc-metadata-${REPLAY}: true\r\n\r\n`
      socket.write(head)
      for (const message of messages) socket.write(chunk(lineOf(message)))
      if (then !== undefined) await hostileEnd(then, socket)
    },
    cut: () => socket.destroy()
  }
}

const lineOf = ({ json }: Payload): Buffer => Buffer.from(`{"result":${json}}\n`)
const chunk = (bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])

async function hostileEnd(played: HostileCase, socket: Socket): Promise<void> {
  const { random, honest, listed } = played
  const spoken = words(random, listed)
  const lines = Array.from({ length: Math.floor(random() * 5) }, () =>
    oneOf(random, [
      lineOf(honest),
      Buffer.from(`{"result":${damagedJson(random, honest.json)}}\n`),
      Buffer.from(damagedJson(random, lineOf(honest).toString())),
      Buffer.from(`${JSON.stringify({ error: { code: Number(spoken.status), message: spoken.text } })}\n`),
      Buffer.from('\n'.repeat(50)),
      Buffer.from(`${'['.repeat(2_000)}\n`),
      someBytes(random, 300)
    ])
  )
  for (const line of lines) {
    const written = random() < 0.9 ? chunk(line) : line
    for (const piece of pieces(random, written)) {
      socket.write(piece)
      await new Promise(setImmediate)
    }
  }
  const end = oneOf(random, ['last-chunk', 'end', 'destroy', 'stay'] as const)
  if (end === 'last-chunk') socket.end('0\r\n\r\n')
  if (end === 'end') socket.end()
  if (end === 'destroy') socket.destroy()
}
