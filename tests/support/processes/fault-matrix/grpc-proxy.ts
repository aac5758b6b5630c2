import { once } from 'node:events'
import {
  connect as connectHttp2,
  createServer as createHttp2Server,
  type ClientHttp2Session,
  type IncomingHttpHeaders,
  type ServerHttp2Stream
} from 'node:http2'
import { createServer, type Server, type Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { callsOf } from './calls-of'
import type { Armed, Arms } from './arms'

const END_STREAM = 1

/** The whole response of a node. */
interface Answer {
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  readonly trailers: IncomingHttpHeaders
}

/** A proxy for the gRPC port of a node. Injects the armed fault into one call and forwards everything else. */
export class GrpcProxy {
  readonly #target: string
  readonly #arms: Arms
  readonly #http2 = createHttp2Server()
  readonly #sockets = new Set<Socket>()
  readonly #server: Server
  /** The connection that is being accepted, between the two servers. */
  #arriving: { readonly socket: Socket; readonly node: ClientHttp2Session } | undefined

  constructor(target: string, arms: Arms) {
    this.#target = target
    this.#arms = arms
    this.#server = createServer((socket) => this.#accept(socket))
    this.#http2.on('session', (session) => {
      const arriving = this.#arriving
      if (arriving === undefined) return
      const { socket, node } = arriving
      session.on('error', () => socket.destroy())
      session.on('stream', (stream, headers) => {
        stream.on('error', () => undefined)
        void this.#serve(stream, headers, socket, node).catch(() => socket.destroy())
      })
    })
  }

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    const address = this.#server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    return `127.0.0.1:${address.port}`
  }

  close(): void {
    this.#server.close()
    for (const socket of this.#sockets) socket.destroy()
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket)
    const node = connectHttp2(`http://${this.#target}`)
    socket.on('error', () => undefined)
    socket.on('close', () => {
      this.#sockets.delete(socket)
      node.destroy()
    })
    node.on('error', () => undefined)
    // As without the proxy: when the node ends, its connections end.
    node.on('close', () => socket.destroy())
    this.#arriving = { socket, node }
    // Not the socket itself, so that bytes can be written between the frames of the library.
    this.#http2.emit('connection', through(socket))
    this.#arriving = undefined
  }

  async #serve(
    stream: ServerHttp2Stream,
    headers: IncomingHttpHeaders,
    socket: Socket,
    node: ClientHttp2Session
  ): Promise<void> {
    const armed = this.#arms.take((method) => callsOf(method).some(({ path }) => path === headers[':path']))
    if (armed === undefined) return passOn(stream, headers, node)
    const answer = await this.#carryOut(armed, stream, headers, node)
    // The wallet's deadline has passed. The fault must not affect its next call.
    if (stream.destroyed) return
    armed.fault.play({
      socket,
      streamId: stream.id ?? 0,
      body: answer?.body,
      passOn: () => answer !== undefined && respond(stream, answer)
    })
  }

  async #carryOut(
    { moment, held }: Armed,
    stream: ServerHttp2Stream,
    headers: IncomingHttpHeaders,
    node: ClientHttp2Session
  ): Promise<Answer | undefined> {
    const request = await bytesOf(stream)
    if (moment === 'before') return undefined
    const answer = ask(node, headers, request)
    if (moment === 'after') return answer
    // The ledger shows the outcome of the payment; this answer is not needed.
    answer.catch(() => undefined)
    await held()
    return undefined
  }
}

async function passOn(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  node: ClientHttp2Session
): Promise<void> {
  const call = node.request(headers)
  call.on('error', () => stream.close())
  stream.on('close', () => call.close())
  call.on('response', (fields, flags) => {
    const endStream = (flags & END_STREAM) !== 0
    stream.respond(fields, { endStream, waitForTrailers: !endStream })
  })
  let trailers: IncomingHttpHeaders = {}
  call.on('trailers', (fields) => (trailers = fields))
  stream.on('wantTrailers', () => stream.sendTrailers(trailers))
  stream.pipe(call)
  for await (const chunk of call) if (!stream.destroyed) stream.write(chunk)
  if (!stream.destroyed) stream.end()
}

async function ask(node: ClientHttp2Session, headers: IncomingHttpHeaders, request: Buffer): Promise<Answer> {
  const call = node.request(headers)
  let answered: IncomingHttpHeaders = {}
  let trailers: IncomingHttpHeaders = {}
  call.on('response', (fields) => (answered = fields))
  call.on('trailers', (fields) => (trailers = fields))
  call.end(request)
  return { body: await bytesOf(call), headers: answered, trailers }
}

function respond(stream: ServerHttp2Stream, { headers, body, trailers }: Answer): void {
  stream.respond(headers, { waitForTrailers: true })
  stream.on('wantTrailers', () => stream.sendTrailers(trailers))
  stream.end(body)
}

async function bytesOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) if (chunk instanceof Buffer) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function through(socket: Socket): Duplex {
  const duplex = new Duplex({
    read: () => void socket.resume(),
    write: (chunk: Buffer, _encoding, done) => void socket.write(chunk, () => done()),
    final: (done) => void socket.end(() => done()),
    destroy: (error, done) => {
      socket.destroy()
      done(error)
    }
  })
  duplex.on('error', () => undefined)
  socket.on('data', (chunk: Buffer) => void (duplex.push(chunk) || socket.pause()))
  socket.on('end', () => duplex.push(null))
  socket.on('close', () => duplex.destroy())
  return duplex
}
