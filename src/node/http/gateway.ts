import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { status } from '@grpc/grpc-js'
import type { Caller } from '../api/caller'
import type { StreamMethod, UnaryMethod } from '../api/method'
import { StreamLifetime } from '../api/stream-lifetime'
import { callStatus, type CallStatus } from '../call-status'
import type { NodeService } from '../api/service'
import { GRACE_MS, Listener } from '../net/listener'
import type { ListenAddress } from '../net/listen-address'
import type { TlsOptions } from '../tls/tls-options'
import { isFromPage } from './from-page'
import { fromJson, toJson, type BytesAs } from './json'
import { routes, type Route } from './routes'
import { httpStatus } from './http-status'

const MAX_BODY_BYTES = 16 * 1024 * 1024

/** The HTTP port of the node. Serves the bindings of the protos with grpc-gateway's JSON, statuses and behaviour. */
export class HttpGateway {
  readonly #service: NodeService
  readonly #bytesAs: BytesAs
  readonly #routes: readonly Route[]
  readonly #listener: Listener

  constructor(service: NodeService, bytesAs: BytesAs, tls: TlsOptions | undefined) {
    this.#service = service
    this.#bytesAs = bytesAs
    this.#routes = routes(service.definitions)
    const handle: RequestListener = (request, response) => {
      // Reading the body fails when the client disconnects. There is no client to respond to then.
      void this.#handle(request, response).catch(() => response.destroy())
    }
    const server =
      tls === undefined
        ? createServer(handle)
        : createTlsServer(
            {
              cert: tls.cert,
              key: tls.key,
              ...(tls.clientCa === undefined ? {} : { ca: tls.clientCa, requestCert: true })
            },
            handle
          )
    this.#listener = new Listener((connection) => server.emit('connection', connection))
  }

  open(address: ListenAddress): Promise<void> {
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
        callStatus(known ? 'Method Not Allowed' : 'Not Found', known ? UNIMPLEMENTED : NOT_FOUND)
      )
      return
    }
    const method = this.#service.unary.find((one) => one.path === route.method)
    const stream = this.#service.streams.find((one) => one.path === route.method)
    if (method !== undefined) await this.#unary(method, route, request, response)
    else if (stream !== undefined) await this.#stream(stream, route, request, response)
  }

  async #unary(
    method: UnaryMethod,
    route: Route,
    request: IncomingMessage,
    response: ServerResponse
  ): Promise<void> {
    const message = fromJson(parseBody(await readBody(request)), route.requestFields)
    if (!message.ok) {
      sendStatus(response, callStatus(message.error.detail ?? 'invalid', status.INVALID_ARGUMENT))
      return
    }
    const reply = await this.#service.dispatcher.call(method, message.value, caller(request))
    if (reply.kind === 'status') sendStatus(response, reply.status)
    else if (reply.kind === 'answer') {
      setMetadata(response, reply.trailers ?? {})
      sendJson(response, 200, toJson(reply.response, route.responseFields, this.#bytesAs))
    }
  }

  /** Like grpc-gateway, sends nothing before the first message, not even headers. */
  async #stream(
    method: StreamMethod,
    route: Route,
    request: IncomingMessage,
    response: ServerResponse
  ): Promise<void> {
    const message = fromJson(queryOf(request), route.requestFields)
    if (!message.ok) {
      sendStatus(response, callStatus(message.error.detail ?? 'invalid', status.INVALID_ARGUMENT))
      return
    }
    const from = caller(request)
    const reply = await this.#service.dispatcher.open(method.name, message.value, from)
    if (reply.kind === 'status') sendStatus(response, reply.status)
    if (reply.kind !== 'open' || response.destroyed) return
    const head = () => {
      if (!response.headersSent) response.writeHead(200, { 'content-type': 'application/json' })
    }
    const writeLine = (line: string | Uint8Array) => {
      head()
      response.write(line)
      response.write('\n')
    }
    const lifetime = new StreamLifetime()
    const dispose = method.open(message.value, from, {
      headers: (metadata) => {
        setMetadata(response, metadata)
        head()
        response.flushHeaders()
      },
      message: (fields) => {
        writeLine(JSON.stringify({ result: toJson(fields, route.responseFields, this.#bytesAs) }))
      },
      raw: writeLine,
      end: (ending) => {
        lifetime.end()
        if (ending !== undefined && !response.headersSent) sendStatus(response, ending)
        else {
          if (ending !== undefined) writeLine(JSON.stringify({ error: errorBody(ending) }))
          response.end()
        }
      }
    })
    lifetime.opened(dispose)
    response.on('close', () => lifetime.end())
  }
}

/** grpc-gateway's prefix for metadata; a bare `X-Api-Key` does not reach the node. */
const METADATA_PREFIX = 'Grpc-Metadata-'

function caller(request: IncomingMessage): Caller {
  return {
    transport: 'http',
    metadata: (key) => {
      const value = request.headers[`${METADATA_PREFIX}${key}`.toLowerCase()]
      return typeof value === 'string' ? value : undefined
    },
    fromPage: isFromPage(request),
    drop: () => request.socket.resetAndDestroy()
  }
}

/** Metadata as response headers, trailing metadata included: the body is known before it is sent. */
function setMetadata(response: ServerResponse, metadata: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(metadata)) response.setHeader(`${METADATA_PREFIX}${key}`, value)
}

function queryOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(new URL(request.url ?? '/', 'http://localhost').searchParams)
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

/** An empty body is an empty message; undefined if it is not JSON. */
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
