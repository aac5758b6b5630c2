import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { callsOf } from './calls-of'
import type { Armed, Arms } from './arms'

/** The whole response of a node's gateway. */
interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

/** A proxy for the HTTP gateway of a node. Injects the armed fault into one call and forwards everything else. */
export class GatewayProxy {
  readonly #target: string
  readonly #arms: Arms
  readonly #server: Server

  constructor(target: string, arms: Arms) {
    this.#target = target
    this.#arms = arms
    this.#server = createServer((incoming, response) => {
      void this.#serve(incoming, response).catch(() => incoming.socket.destroy())
    })
    this.#server.on('connection', (socket) => socket.on('error', () => undefined))
  }

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    const address = this.#server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    return `http://127.0.0.1:${address.port}`
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const armed = this.#arms.take((method) =>
      callsOf(method).some(({ httpPath }) => httpPath === incoming.url)
    )
    if (armed === undefined) return this.#passOn(incoming, response)
    const answer = await this.#carryOut(armed, incoming)
    // The wallet's deadline has passed, so no call waits for the fault.
    if (incoming.socket.destroyed) return
    armed.fault.play({
      socket: incoming.socket,
      streamId: 0,
      body: answer?.body,
      passOn: () => answer !== undefined && response.writeHead(answer.status, answer.headers).end(answer.body)
    })
  }

  async #carryOut({ moment, held }: Armed, incoming: IncomingMessage): Promise<Answer | undefined> {
    const sent = await bytesOf(incoming)
    if (moment === 'before') return undefined
    const answer = this.#ask(incoming, sent)
    if (moment === 'after') return answer
    // The ledger shows the outcome of the payment; this answer is not needed.
    answer.catch(() => undefined)
    await held()
    return undefined
  }

  async #ask(incoming: IncomingMessage, sent: Buffer): Promise<Answer> {
    const call = this.#call(incoming)
    call.end(sent)
    const response = await responseOf(call)
    return { status: response.statusCode ?? 0, headers: response.headers, body: await bytesOf(response) }
  }

  async #passOn(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = this.#call(incoming)
    response.on('close', () => call.destroy())
    incoming.pipe(call)
    const answer = await responseOf(call)
    response.writeHead(answer.statusCode ?? 0, answer.headers)
    // A client knows by the headers that the stream is open.
    response.flushHeaders()
    for await (const chunk of answer) response.write(chunk)
    response.end()
  }

  #call({ method = 'POST', url, headers }: IncomingMessage) {
    const call = request(`http://${this.#target}${url}`, { method, headers, agent: false })
    // A connection that breaks after the response headers is also reported by the response.
    return call.on('error', () => undefined)
  }
}

async function responseOf(call: ReturnType<typeof request>): Promise<IncomingMessage> {
  const [response] = (await once(call, 'response')) as [IncomingMessage]
  return response
}

async function bytesOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) if (chunk instanceof Buffer) chunks.push(chunk)
  return Buffer.concat(chunks)
}
