import { request as requestHttp1, type IncomingMessage } from 'node:http'
import { connect as connectHttp2 } from 'node:http2'
import * as v from 'valibot'
import type { Handshake } from '../../tls/handshake'

/** The protocol of a port behind TLS. */
export type Protocol = 'grpc' | 'rest' | 'other'

const MAX_BODY = 10_000
/** A call that needs no macaroon and works while LND is locked (lnd, rpcperms/interceptor.go). */
const STATE_OVER_GRPC = '/lnrpc.State/GetState'
const STATE_OVER_REST = '/v1/state'
/** A gRPC frame with an empty, uncompressed message. */
const EMPTY_FRAME = Buffer.alloc(5)

/** The forms of grpc-gateway's responses: errors, and the response of GetState. */
const RestAnswer = v.union([
  v.object({ code: v.number(), message: v.string() }),
  v.object({ state: v.string() })
])

/** Finds out without a macaroon whether the port is LND's gRPC port or its REST port. Closes the connection. */
export async function askProtocol(
  { socket, http2 }: Handshake,
  authority: string,
  signal: AbortSignal
): Promise<Protocol> {
  const abort = () => socket.destroy()
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await (http2 ? askHttp2(socket, authority) : askHttp1(socket, authority))
  } finally {
    signal.removeEventListener('abort', abort)
    socket.destroy()
  }
}

function askHttp2(socket: Handshake['socket'], authority: string): Promise<Protocol> {
  return new Promise((resolve) => {
    const session = connectHttp2(`https://${authority}`, { createConnection: () => socket })
    const end = (protocol: Protocol) => {
      session.destroy()
      resolve(protocol)
    }
    session.once('error', () => end('other'))
    session.once('close', () => end('other'))
    const stream = session.request({
      ':method': 'POST',
      ':path': STATE_OVER_GRPC,
      'content-type': 'application/grpc',
      te: 'trailers'
    })
    let body = ''
    stream.on('error', () => end('other'))
    stream.once('response', (headers) => {
      if (String(headers['content-type']).startsWith('application/grpc')) end('grpc')
    })
    stream.setEncoding('utf8')
    stream.on('data', (text: string) => {
      body = `${body}${text}`.slice(0, MAX_BODY)
    })
    stream.once('end', () => end(isRest(body) ? 'rest' : 'other'))
    stream.end(EMPTY_FRAME)
  })
}

/** gRPC needs HTTP/2, so a port with only HTTP/1.1 can at most be a REST port behind a proxy. */
function askHttp1(socket: Handshake['socket'], authority: string): Promise<Protocol> {
  return new Promise((resolve) => {
    const call = requestHttp1({
      createConnection: () => socket,
      path: STATE_OVER_REST,
      headers: { host: authority }
    })
    call.once('error', () => resolve('other'))
    call.once('close', () => resolve('other'))
    call.once('response', (response: IncomingMessage) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (text: string) => {
        body = `${body}${text}`.slice(0, MAX_BODY)
      })
      response.once('end', () => resolve(isRest(body) ? 'rest' : 'other'))
    })
    call.end()
  })
}

function isRest(body: string): boolean {
  try {
    return v.is(RestAnswer, JSON.parse(body))
  } catch {
    return false
  }
}
