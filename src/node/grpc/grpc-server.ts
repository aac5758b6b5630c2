import {
  Metadata,
  Server,
  ServerCredentials,
  status,
  type handleServerStreamingCall,
  type handleUnaryCall,
  type ServiceDefinition,
  type UntypedServiceImplementation
} from '@grpc/grpc-js'
import type { Caller } from '../api/caller'
import type { StreamMethod, UnaryMethod } from '../api/method'
import { callStatus, type CallStatus } from '../call-status'
import type { NodeMethodDefinition } from '../api/protos'
import type { NodeService } from '../api/service'
import { StreamLifetime } from '../api/stream-lifetime'
import { GRACE_MS, Listener } from '../net/listener'
import type { ListenAddress } from '../net/listen-address'
import type { TlsOptions } from '../tls/tls-options'

/** Maximum size of a request, as in imp-daemon 0.4. Bytes. */
const MAX_RECEIVED_BYTES = 200 * 1024 * 1024

/** A bug in this node. It proves nothing about the money, because the request may have been executed. */
const OWN_ERROR = callStatus('internal error of the node', status.INTERNAL)

/** The gRPC port of the node. */
export class GrpcServer {
  readonly #service: NodeService
  readonly #server: Server
  readonly #listener: Listener

  constructor(service: NodeService, tls: TlsOptions | undefined) {
    this.#service = service
    this.#server = new Server({
      'grpc.max_receive_message_length': MAX_RECEIVED_BYTES,
      'grpc.enable_channelz': 0
    })
    this.#server.addService(byPath(service.definitions), this.#implementation())
    const injector = this.#server.createConnectionInjector(credentials(tls))
    this.#listener = new Listener((connection) => injector.injectConnection(connection))
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

  /** Stops after the data in transit was sent, without waiting for calls that do not end. */
  async stop(): Promise<void> {
    this.#server.tryShutdown(() => undefined)
    await this.#listener.close(GRACE_MS)
    this.#server.forceShutdown()
  }

  /** As when the process dies: resets every connection. */
  async kill(): Promise<void> {
    await this.#listener.close()
    this.#server.forceShutdown()
  }

  #implementation(): UntypedServiceImplementation {
    const { definitions, unary, streams } = this.#service
    const implementation: UntypedServiceImplementation = {}
    for (const definition of definitions) {
      const method = unary.find(({ path }) => path === definition.path)
      const stream = streams.find(({ path }) => path === definition.path)
      if (method !== undefined) implementation[definition.path] = this.#unary(method)
      else if (stream !== undefined) implementation[definition.path] = this.#stream(stream, definition)
    }
    return implementation
  }

  #unary(method: UnaryMethod): handleUnaryCall<object, object> {
    return (call, answer) => {
      const caller = this.#caller(call.metadata, call.getPeer())
      const replied = this.#service.dispatcher.call(method, call.request, caller).then((reply) => {
        if (reply.kind === 'answer') answer(null, reply.response, metadataOf(reply.trailers ?? {}))
        else if (reply.kind === 'status') answer(serviceError(reply.status))
      })
      replied.catch(() => answer(serviceError(OWN_ERROR)))
    }
  }

  #stream(
    method: StreamMethod,
    definition: NodeMethodDefinition
  ): handleServerStreamingCall<object, Uint8Array> {
    return (call) => {
      const caller = this.#caller(call.metadata, call.getPeer())
      const opened = this.#service.dispatcher.open(method.name, call.request, caller).then((reply) => {
        if (reply.kind === 'status') call.emit('error', serviceError(reply.status))
        if (reply.kind !== 'open' || call.cancelled) return
        const lifetime = new StreamLifetime()
        const dispose = method.open(call.request, caller, {
          headers: (metadata) => call.sendMetadata(metadataOf(metadata)),
          message: (response) => call.write(definition.responseSerialize(response)),
          raw: (frame) => call.write(frame),
          end: (failure) => {
            lifetime.end()
            if (failure === undefined) call.end()
            else call.emit('error', serviceError(failure))
          }
        })
        lifetime.opened(dispose)
        call.on('cancelled', () => lifetime.end())
      })
      opened.catch(() => call.emit('error', serviceError(OWN_ERROR)))
    }
  }

  #caller(metadata: Metadata, peer: string): Caller {
    return {
      transport: 'grpc',
      // Browsers do not speak gRPC.
      fromPage: false,
      metadata: (key) => metadata.get(key)[0]?.toString(),
      drop: () => this.#listener.reset(peer)
    }
  }
}

function byPath(definitions: readonly NodeMethodDefinition[]): ServiceDefinition {
  return Object.fromEntries(
    definitions.map((definition) => [
      definition.path,
      // Frames are encoded before they reach the stream, so that the control service can send any bytes.
      definition.responseStream
        ? { ...definition, responseSerialize: (frame: Uint8Array) => Buffer.from(frame) }
        : definition
    ])
  )
}

function metadataOf(values: Readonly<Record<string, string>>): Metadata {
  const metadata = new Metadata()
  for (const [key, value] of Object.entries(values)) metadata.set(key, value)
  return metadata
}

function serviceError({ code, text }: CallStatus): { code: number; details: string } {
  return { code, details: text }
}

function credentials(tls: TlsOptions | undefined): ServerCredentials {
  if (tls === undefined) return ServerCredentials.createInsecure()
  const clientCa = tls.clientCa === undefined ? null : Buffer.from(tls.clientCa)
  const pair = { cert_chain: Buffer.from(tls.cert), private_key: Buffer.from(tls.key) }
  return ServerCredentials.createSsl(clientCa, [pair], tls.clientCa !== undefined)
}
