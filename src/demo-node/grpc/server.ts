import {
  Server,
  ServerCredentials,
  type handleServerStreamingCall,
  type handleUnaryCall,
  type Metadata,
  type ServiceDefinition,
  type UntypedServiceImplementation
} from '@grpc/grpc-js'
import { subscribeResponse, type Generation } from '../api/dialect'
import type { UnaryMethod } from '../api/method'
import type { Caller, NodeApi } from '../api/node-api'
import { methodDefinitions, type NodeMethodDefinition } from '../api/protos'
import type { Messages } from '../messages'
import type { LocalAddress } from '../net/address'
import { GRACE_MS, Listener } from '../net/listener'
import type { CallStatus } from '../outcome'
import type { TlsFiles } from '../tls/tls-files'

/** As large as the daemon takes them. */
const MAX_RECEIVED_BYTES = 200 * 1024 * 1024

export interface GrpcServerParts {
  readonly generation: Generation
  /** Whether it sends messages. */
  readonly messaging: boolean
  readonly api: NodeApi
  readonly methods: readonly UnaryMethod[]
  readonly messages: Messages
  /** Who messages are addressed to, in the second generation. */
  readonly did: string
  readonly tls: TlsFiles | undefined
}

/** The node's gRPC port. */
export class GrpcServer {
  readonly #parts: GrpcServerParts
  readonly #server: Server
  readonly #listener: Listener

  constructor(parts: GrpcServerParts) {
    this.#parts = parts
    this.#server = new Server({
      'grpc.max_receive_message_length': MAX_RECEIVED_BYTES,
      'grpc.enable_channelz': 0
    })
    const definitions = methodDefinitions(parts.generation, parts.messaging)
    this.#server.addService(byName(definitions), this.#implementation(definitions))
    const injector = this.#server.createConnectionInjector(credentials(parts.tls))
    this.#listener = new Listener((connection) => injector.injectConnection(connection))
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

  /** Lets what is being sent reach the clients, and says goodbye; calls that do not end are not waited for. */
  async stop(): Promise<void> {
    this.#server.tryShutdown(() => undefined)
    await this.#listener.close(GRACE_MS)
    this.#server.forceShutdown()
  }

  /** As when the process dies: every connection is reset. */
  async kill(): Promise<void> {
    await this.#listener.close()
    this.#server.forceShutdown()
  }

  #implementation(definitions: readonly NodeMethodDefinition[]): UntypedServiceImplementation {
    const implementation: UntypedServiceImplementation = {}
    for (const definition of definitions) {
      const method = this.#parts.methods.find(({ path }) => path === definition.path)
      implementation[nameOf(definition)] =
        method === undefined ? this.#subscribe(definition) : this.#unary(method)
    }
    return implementation
  }

  #unary(method: UnaryMethod): handleUnaryCall<object, object> {
    return (call, answer) => {
      const caller = this.#caller(call.metadata, call.getPeer())
      void this.#parts.api.call(method, call.request, caller).then((reply) => {
        if (reply.kind === 'answer') answer(null, reply.response)
        else if (reply.kind === 'status') answer(serviceError(reply.status))
      })
    }
  }

  /**
   * Sends no metadata of its own: in the real node a stream's first headers go out with its first message, so a client
   * must not wait for them.
   */
  #subscribe(definition: NodeMethodDefinition): handleServerStreamingCall<object, Uint8Array> {
    return (call) => {
      const { api, messages, generation, did } = this.#parts
      const end = (status?: CallStatus) => {
        if (status === undefined) call.end()
        else call.emit('error', serviceError(status))
      }
      void api.open('Subscribe', this.#caller(call.metadata, call.getPeer())).then((reply) => {
        if (reply?.kind === 'status') end(reply.status)
        if (reply !== undefined || call.cancelled) return
        const unsubscribe = messages.subscribe({
          deliver: (message) =>
            call.write(definition.responseSerialize(subscribeResponse(generation, message, did))),
          deliverRaw: (frame) => call.write(frame),
          end: (status) => {
            unsubscribe()
            end(status)
          }
        })
        call.on('cancelled', unsubscribe)
      })
    }
  }

  #caller(metadata: Metadata, peer: string): Caller {
    const [apiKey] = metadata.get('x-api-key')
    return { transport: 'grpc', apiKey: apiKey?.toString(), drop: () => this.#listener.reset(peer) }
  }
}

function byName(definitions: readonly NodeMethodDefinition[]): ServiceDefinition {
  return Object.fromEntries(
    definitions.map((definition) => [
      nameOf(definition),
      // Frames are encoded before they reach the stream, so that control can put any bytes on it.
      definition.responseStream
        ? { ...definition, responseSerialize: (frame: Uint8Array) => Buffer.from(frame) }
        : definition
    ])
  )
}

function nameOf(definition: NodeMethodDefinition): string {
  return definition.path.slice(definition.path.lastIndexOf('/') + 1)
}

function serviceError({ code, text }: CallStatus): { code: number; details: string } {
  return { code, details: text }
}

function credentials(tls: TlsFiles | undefined): ServerCredentials {
  if (tls === undefined) return ServerCredentials.createInsecure()
  const clientCa = tls.clientCa === undefined ? null : Buffer.from(tls.clientCa)
  const pair = { cert_chain: Buffer.from(tls.cert), private_key: Buffer.from(tls.key) }
  return ServerCredentials.createSsl(clientCa, [pair], tls.clientCa !== undefined)
}
