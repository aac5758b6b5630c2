import type { NodeService } from './api/service'
import { GrpcServer } from './grpc/server'
import { HttpGateway } from './http/gateway'
import type { BytesAs } from './http/json'
import type { ListenAddress } from './net/listen-address'
import type { TlsOptions } from './tls/options'

export interface NodeServerOptions {
  readonly service: NodeService
  /** How `bytes` fields stand in JSON. */
  readonly bytesAs: BytesAs
  /** For both ports. Undefined: plaintext. */
  readonly tls: TlsOptions | undefined
}

/** One run of both transports over one service. Closed, it does not open again. */
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

  /** Rejects with Node's error where an address cannot be taken, `EADDRINUSE` first of all. */
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

  /** The addresses as a client dials them, with the ports that the system chose. */
  get addresses(): { readonly grpc: string; readonly http: string | undefined } {
    return { grpc: this.#grpc.address, http: this.#servesHttp ? this.#http.address : undefined }
  }

  /** Resets every connection; clients may come back at once. */
  dropConnections(): void {
    this.#grpc.dropConnections()
    this.#http.dropConnections()
  }

  /** As when the process dies: every connection is reset, calls that wait are forgotten. Payments in flight go on. */
  async kill(): Promise<void> {
    this.#service.dispatcher.kill()
    await Promise.all([this.#grpc.kill(), this.#http.kill()])
  }

  /** Lets what is being sent reach the clients. */
  async stop(): Promise<void> {
    this.#service.dispatcher.kill()
    await Promise.all([this.#grpc.stop(), this.#http.stop()])
  }
}
