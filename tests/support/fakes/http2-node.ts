import { once } from 'node:events'
import { createServer, type Http2Session, type ServerHttp2Stream } from 'node:http2'
import { onTestFinished } from 'vitest'
import { METHODS, type MethodName } from '../../../src/main/node-client/methods'

/** A received HTTP/2 call, which a test can answer with anything, gRPC or not. */
export interface RawCall {
  readonly method: MethodName | undefined
  readonly path: string
  readonly request: Buffer
  readonly stream: ServerHttp2Stream
  readonly session: Http2Session
  /** Ends the call like gRPC does without a message. */
  status(code: number, text?: string): void
}

const INTERNAL = 13
const UNIMPLEMENTED = 12

/** An HTTP/2 server, for behaviour that no gRPC library offers: GOAWAY at any moment, refused streams, plain HTTP. */
export async function http2Node(
  handle: (call: RawCall) => void
): Promise<{ address: string; calls: RawCall[] }> {
  const calls: RawCall[] = []
  const sessions = new Set<Http2Session>()
  const server = createServer()
  server.on('session', (session) => {
    sessions.add(session)
    session.on('close', () => sessions.delete(session))
    session.on('error', () => undefined)
  })
  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined)
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => {
      const path = headers[':path'] ?? ''
      const method = (Object.keys(METHODS) as MethodName[]).find((name) => METHODS[name].path === path)
      const request = Buffer.concat(chunks).subarray(5)
      const { session } = stream
      if (session === undefined) return
      const status = (code: number, text = '') =>
        stream.respond(
          { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': code, 'grpc-message': text },
          { endStream: true }
        )
      const call = { method, path, request, stream, session, status }
      calls.push(call)
      handle(call)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const session of sessions) session.destroy()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { address: `127.0.0.1:${address.port}`, calls }
}

/** Answers the calls before a node counts as ready, like a node of the first generation. */
export function behaveLikeANode(call: RawCall): void {
  if (call.method === 'CheckInvoice') call.status(INTERNAL, 'cannot parse')
  else if (call.method !== 'Subscribe') call.status(UNIMPLEMENTED)
}
