import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { status } from '@grpc/grpc-js'
import { subscribeResponse, type Generation } from '../api/dialect'
import type { UnaryMethod } from '../api/method'
import type { Caller, NodeApi } from '../api/node-api'
import type { Messages } from '../messages'
import type { LocalAddress } from '../net/address'
import { GRACE_MS, Listener } from '../net/listener'
import { refused, type CallStatus } from '../outcome'
import type { TlsFiles } from '../tls/tls-files'
import { fromJson, toJson, type BytesAs } from './json'
import { routes, type Route } from './routes'
import { httpStatus } from './status'

const MAX_BODY_BYTES = 16 * 1024 * 1024

export interface GatewayParts {
  readonly generation: Generation
  /** Whether it sends messages. */
  readonly messaging: boolean
  readonly api: NodeApi
  readonly methods: readonly UnaryMethod[]
  readonly messages: Messages
  readonly did: string
  readonly tls: TlsFiles | undefined
  readonly bytesAs: BytesAs
}

/** The node's HTTP port: the bindings of the protos, with the JSON, the statuses and the habits of grpc-gateway. */
export class HttpGateway {
  readonly #parts: GatewayParts
  readonly #routes: readonly Route[]
  readonly #listener: Listener

  constructor(parts: GatewayParts) {
    this.#parts = parts
    this.#routes = routes(parts.generation, parts.messaging)
    const handle: RequestListener = (request, response) => {
      // Reading the body fails when the client goes away: nobody is left to tell.
      void this.#handle(request, response).catch(() => response.destroy())
    }
    const server =
      parts.tls === undefined
        ? createServer(handle)
        : createTlsServer(
            {
              cert: parts.tls.cert,
              key: parts.tls.key,
              ...(parts.tls.clientCa === undefined ? {} : { ca: parts.tls.clientCa, requestCert: true })
            },
            handle
          )
    this.#listener = new Listener((connection) => server.emit('connection', connection))
  }

  open(address: LocalAddress): Promise<void> {
    return this.#listener.open(address)
  }

  get address(): string {
    return this.#listener.address
  }

  dropConnections(): void {
    this.#listener.reset()
  }

  async stop(): Promise<void> {
    this.#listener.finish()
    await this.#listener.close(GRACE_MS)
  }

  kill(): Promise<void> {
    return this.#listener.close()
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const atPath = this.#routes.filter(({ pattern }) => pattern === path)
    const route = atPath.find(({ verb }) => verb === request.method)
    if (route === undefined) {
      const { NOT_FOUND, UNIMPLEMENTED } = status
      const known = atPath.length > 0
      sendStatus(
        response,
        refused(known ? 'Method Not Allowed' : 'Not Found', known ? UNIMPLEMENTED : NOT_FOUND).status
      )
      return
    }
    const method = this.#parts.methods.find((one) => one.path === route.method)
    if (method === undefined) await this.#subscribe(route, request, response)
    else await this.#unary(method, route, request, response)
  }

  async #unary(
    method: UnaryMethod,
    route: Route,
    request: IncomingMessage,
    response: ServerResponse
  ): Promise<void> {
    const message = fromJson(parseBody(await readBody(request)), route.requestFields)
    if (!message.ok) {
      sendStatus(response, refused(message.error.detail ?? 'invalid', status.INVALID_ARGUMENT).status)
      return
    }
    const reply = await this.#parts.api.call(method, message.value, caller(request))
    if (reply.kind === 'status') sendStatus(response, reply.status)
    else if (reply.kind === 'answer') {
      sendJson(response, 200, toJson(reply.response, route.responseFields, this.#parts.bytesAs))
    }
  }

  /** Like grpc-gateway, answers nothing at all, not even headers, before the first message. */
  async #subscribe(route: Route, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { api, messages, generation, did, bytesAs } = this.#parts
    const reply = await api.open('Subscribe', caller(request))
    if (reply?.kind === 'status') sendStatus(response, reply.status)
    if (reply !== undefined || response.destroyed) return
    const writeLine = (line: string | Uint8Array) => {
      if (!response.headersSent) response.writeHead(200, { 'content-type': 'application/json' })
      response.write(line)
      response.write('\n')
    }
    const unsubscribe = messages.subscribe({
      deliver: (message) => {
        const result = toJson(subscribeResponse(generation, message, did), route.responseFields, bytesAs)
        writeLine(JSON.stringify({ result }))
      },
      deliverRaw: writeLine,
      end: (ending) => {
        unsubscribe()
        if (ending !== undefined && !response.headersSent) sendStatus(response, ending)
        else {
          if (ending !== undefined) writeLine(JSON.stringify({ error: errorBody(ending) }))
          response.end()
        }
      }
    })
    response.on('close', unsubscribe)
  }
}

/** The key arrives as gRPC metadata, so with grpc-gateway's prefix: a bare `X-Api-Key` does not reach the node. */
function caller(request: IncomingMessage): Caller {
  const key = request.headers['grpc-metadata-x-api-key']
  return {
    transport: 'http',
    apiKey: typeof key === 'string' ? key : undefined,
    drop: () => request.socket.resetAndDestroy()
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    if (!(chunk instanceof Buffer)) continue
    size += chunk.length
    if (size > MAX_BODY_BYTES) break
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** An empty body is an empty message; undefined where it is no JSON. */
function parseBody(body: string): unknown {
  if (body.trim() === '') return {}
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function sendStatus(response: ServerResponse, ending: CallStatus): void {
  sendJson(response, httpStatus(ending.code), errorBody(ending))
}

function errorBody({ code, text }: CallStatus): object {
  return { code, message: text, details: [] }
}

function sendJson(response: ServerResponse, code: number, body: object): void {
  response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
