import {
  credentials,
  makeGenericClientConstructor,
  Metadata,
  status,
  type CallOptions,
  type ChannelCredentials,
  type Client,
  type ClientReadableStream,
  type ServiceError
} from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { DemoNode } from '../../../src/node/backends/demo'
import { methodDefinitions } from '../../../src/node/api/protos'

export { status }

/** A plain grpc-js client, for either generation. */
export class BareClient {
  readonly #client: Client
  readonly #definitions: ReadonlyMap<string, MethodDefinition<object, object>>
  readonly #metadata = new Metadata()

  constructor(
    node: Pick<DemoNode, 'address' | 'generation'>,
    options: {
      apiKey?: string
      channel?: ChannelCredentials
      generation?: 1 | 2
      extension?: boolean
    } = {}
  ) {
    const Generic = makeGenericClientConstructor({}, 'bare')
    this.#client = new Generic(node.address, options.channel ?? credentials.createInsecure(), {
      // Its own connection, which breaks alone and shares no backoff.
      'grpc.use_local_subchannel_pool': 1
    })
    this.#definitions = new Map(
      methodDefinitions(options.generation ?? node.generation, {
        extension: options.extension ?? false
      }).map((definition) => [nameOf(definition.path), definition])
    )
    if (options.apiKey !== undefined) this.#metadata.set('x-api-key', options.apiKey)
  }

  /** `extra` is metadata of this call alone. Resolves with the answer's fields, rejects with the `ServiceError`. */
  call(
    method: string,
    request: object = {},
    options: CallOptions = {},
    extra: Readonly<Record<string, string>> = {}
  ): Promise<Record<string, unknown>> {
    const { path, requestSerialize, responseDeserialize } = this.#definition(method)
    const metadata = this.#metadata.clone()
    for (const [key, value] of Object.entries(extra)) metadata.set(key, value)
    return new Promise((resolve, reject) => {
      this.#client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        request,
        metadata,
        options,
        (error, response) => {
          if (error === null) resolve({ ...response })
          else reject(error)
        }
      )
    })
  }

  /** The failure of a call that must fail. */
  async failure(
    method: string,
    request: object = {},
    options: CallOptions = {},
    metadata: Readonly<Record<string, string>> = {}
  ): Promise<Pick<ServiceError, 'code' | 'details'>> {
    try {
      await this.call(method, request, options, metadata)
    } catch (error) {
      if (isServiceError(error)) return { code: error.code, details: error.details }
      throw error
    }
    throw new Error(`${method} did not fail`)
  }

  /** With `resumeAfter`, the stream replays what came after that message. */
  subscribe(resumeAfter?: string): Subscription {
    const metadata = this.#metadata.clone()
    if (resumeAfter !== undefined) metadata.set('imp-resume-after', resumeAfter)
    return this.stream('Subscribe', {}, metadata)
  }

  stream(method: string, request: object, metadata = this.#metadata): Subscription {
    const { path, requestSerialize, responseDeserialize } = this.#definition(method)
    return new Subscription(
      this.#client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, request, metadata)
    )
  }

  /** Resolves with the trailing metadata of a call that is answered. */
  trailers(method: string, request: object, extra: Readonly<Record<string, string>> = {}): Promise<Metadata> {
    const { path, requestSerialize, responseDeserialize } = this.#definition(method)
    const metadata = this.#metadata.clone()
    for (const [key, value] of Object.entries(extra)) metadata.set(key, value)
    return new Promise((resolve, reject) => {
      this.#client
        .makeUnaryRequest(path, requestSerialize, responseDeserialize, request, metadata, (error) => {
          if (error !== null) reject(error)
        })
        .on('status', ({ metadata }) => resolve(metadata))
    })
  }

  close(): void {
    this.#client.close()
  }

  #definition(method: string): MethodDefinition<object, object> {
    const definition = this.#definitions.get(method)
    if (definition === undefined) throw new Error(`no method ${method}`)
    return definition
  }
}

/** The method's name; a method of the extension is called as in `Node/PayInvoice`. */
function nameOf(path: string): string {
  return path.slice(path.lastIndexOf(path.startsWith('/imp.extension.') ? '.' : '/') + 1).replace(/^v1\./, '')
}

/** A stream with the messages that it has delivered. */
export class Subscription {
  readonly messages: Record<string, unknown>[] = []
  readonly #stream: ClientReadableStream<object>
  readonly #waiting: (() => void)[] = []
  readonly ended: Promise<number>
  headers: Metadata | undefined

  constructor(stream: ClientReadableStream<object>) {
    this.#stream = stream
    this.ended = new Promise((resolve) => stream.on('status', ({ code }) => resolve(code)))
    stream.on('data', (message: object) => {
      this.messages.push({ ...message })
      for (const wake of this.#waiting.splice(0)) wake()
    })
    stream.on('metadata', (headers) => (this.headers = headers))
    stream.on('error', () => undefined)
  }

  async received(count: number): Promise<readonly Record<string, unknown>[]> {
    while (this.messages.length < count) await new Promise<void>((wake) => this.#waiting.push(wake))
    return this.messages
  }

  cancel(): void {
    this.#stream.cancel()
  }
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'code' in error && 'details' in error
}
