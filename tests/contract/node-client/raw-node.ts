import {
  Metadata,
  Server,
  ServerCredentials,
  status,
  type sendUnaryData,
  type ServerUnaryCall,
  type ServerWritableStream
} from '@grpc/grpc-js'
import { onTestFinished } from 'vitest'
import { METHODS, type MethodName } from '../../../src/main/node-client/methods'

const raw = (bytes: Buffer): Buffer => bytes
const UNDECODABLE = 0x07

type Answer = { readonly bytes: Buffer } | { readonly code: status; readonly text: string }
type Frames = ServerWritableStream<Buffer, Buffer>

/** A minimal node whose answers the test writes as bytes, independent of the protos that the wallet reads. */
export class RawNode {
  readonly called: MethodName[] = []
  readonly subscriptions: Metadata[] = []
  readonly answers = new Map<MethodName, () => Answer>()
  /** Called for each new stream. By default it sends nothing. */
  onSubscribe: (stream: Frames) => void = () => undefined
  readonly #server = new Server()
  #streams: Frames[] = []

  async start(): Promise<string> {
    const served = Object.entries(METHODS).filter(([, { path }]) => !path.startsWith('/imp.extension'))
    const methods = served.map(([name]) => name as MethodName)
    for (const name of methods) {
      if (name === 'Subscribe')
        this.#server.register(METHODS[name].path, this.#subscribe, raw, raw, 'serverStream')
      else this.#server.register(METHODS[name].path, this.#unary(name), raw, raw, 'unary')
    }
    const port = await new Promise<number>((resolve, reject) => {
      this.#server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => {
        if (error === null) resolve(bound)
        else reject(error)
      })
    })
    onTestFinished(() => {
      this.#server.forceShutdown()
    })
    return `127.0.0.1:${port}`
  }

  /** Ends the open streams gracefully, so that the wallet reconnects. */
  endStreams(): void {
    for (const stream of this.#streams) stream.end()
    this.#streams = []
  }

  readonly #subscribe = (stream: Frames): void => {
    this.subscriptions.push(stream.metadata)
    this.#streams.push(stream)
    stream.on('error', () => undefined)
    this.onSubscribe(stream)
  }

  #unary(name: MethodName) {
    return ({ request }: ServerUnaryCall<Buffer, Buffer>, answer: sendUnaryData<Buffer>): void => {
      if (request[0] === UNDECODABLE) {
        answer({ code: status.INTERNAL, details: 'Error deserializing request' })
        return
      }
      this.called.push(name)
      const given = this.answers.get(name)?.() ?? { code: status.UNIMPLEMENTED, text: '' }
      if ('bytes' in given) answer(null, given.bytes)
      else answer({ code: given.code, details: given.text })
    }
  }
}

const field = (number: number, content: Buffer): Buffer =>
  Buffer.concat([Buffer.from([(number << 3) | 2, content.length]), content])

/** core.StatusResponse with one Lightning node: lightning_status = 2, node_status_list = 1, pubkey = 1, active = 2. */
export function statusBytes(pubkey: string, active: boolean): Buffer {
  const node = Buffer.concat([field(1, Buffer.from(pubkey)), Buffer.from([0x10, active ? 1 : 0])])
  return field(2, field(1, node))
}

/** websocket.SubscribeResponse of the first generation: id = 1, from_pubkey = 3, data = 4, service_type = 5. */
export function frameBytes(id: string, text: string): Buffer {
  const from = `02${'a'.repeat(64)}`
  return Buffer.concat([
    field(1, Buffer.from(id)),
    field(3, Buffer.from(from)),
    field(4, Buffer.from(text)),
    field(5, Buffer.from('message'))
  ])
}

/** Sends the metadata that announces a replay. */
export function announceReplay(stream: Frames): void {
  const metadata = new Metadata()
  metadata.set('imp-replay', 'true')
  stream.sendMetadata(metadata)
}
