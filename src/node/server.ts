import type { NodeService } from './api/service'
import { GrpcServer } from './grpc/grpc-server'
import { HttpGateway } from './http/gateway'
import type { BytesAs } from './http/json'
import type { ListenAddress } from './net/listen-address'
import type { TlsOptions } from './tls/tls-options'

export interface NodeServerOptions {
  readonly service: NodeService
  /** The form of `bytes` fields in JSON. */
  readonly bytesAs: BytesAs
  /** For both ports. Undefined: plaintext. */
  readonly tls: TlsOptions | undefined
}

/** Runs both transports over one service. Once closed it cannot be opened again. */
export class NodeServer {
  readonly #service: NodeService
  readonly #grpc: GrpcServer
  readonly #http: HttpGateway
  #servesHttp = false

  constructor({ service, bytesAs, tls }: NodeServerOptions) {
    this.#service = service
    this.#grpc = new GrpcServer(service, tls)
    this.#http = new HttpGateway(service, bytesAs, tls)
  }

  /** Rejects with Node's error if an address cannot be used, usually `EADDRINUSE`. */
  async open(addresses: {
    readonly grpc: ListenAddress
    /** Undefined: no HTTP. */
    readonly http: ListenAddress | undefined
  }): Promise<void> {
    await this.#grpc.open(addresses.grpc)
    if (addresses.http === undefined) return
    try {
      await this.#http.open(addresses.http)
      this.#servesHttp = true
    } catch (error) {
      await this.#grpc.kill()
      throw error
    }
  }

  /** The addresses for clients, with the ports that the system chose. */
  get addresses(): { readonly grpc: string; readonly http: string | undefined } {
    return { grpc: this.#grpc.address, http: this.#servesHttp ? this.#http.address : undefined }
  }

  /** Resets every connection; clients may reconnect at once. */
  dropConnections(): void {
    this.#grpc.dropConnections()
    this.#http.dropConnections()
  }

  /** As when the process dies: resets every connection and forgets waiting calls. Payments in flight continue. */
  async kill(): Promise<void> {
    this.#service.dispatcher.kill()
    await Promise.all([this.#grpc.kill(), this.#http.kill()])
  }

  /** Stops after the data in transit was sent. */
  async stop(): Promise<void> {
    this.#service.dispatcher.kill()
    await Promise.all([this.#grpc.stop(), this.#http.stop()])
  }
}
