import { credentials, makeGenericClientConstructor, Metadata, type Client } from '@grpc/grpc-js'
import type { AnyLndMethod } from '../../../src/node/backends/lnd/lnd-methods'
import { lndMethod } from '../../../src/node/backends/lnd/protos'
import type { TestLnd } from '../../lnd/test-lnd'

/** A plain grpc-js client of LND's own API. */
export class BareLnd {
  readonly #client: Client
  readonly #metadata = new Metadata()

  /** As an admin. */
  constructor(lnd: TestLnd) {
    const { address, cert = '', macaroon } = lnd.access()
    const Generic = makeGenericClientConstructor({}, 'lnd')
    this.#client = new Generic(address, credentials.createSsl(Buffer.from(cert)), {
      'grpc.use_local_subchannel_pool': 1
    })
    this.#metadata.set('macaroon', macaroon)
  }

  call(method: AnyLndMethod, request: object): Promise<object> {
    const { path, requestSerialize, responseDeserialize } = lndMethod(method)
    return new Promise((resolve, reject) => {
      this.#client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        request,
        this.#metadata,
        (error, answer) => {
          if (error === null && answer !== undefined) resolve(answer)
          else reject(error ?? new Error(`${method} sent no answer`))
        }
      )
    })
  }

  /** Calls `onData` for each update; the returned function ends the stream. */
  stream(method: AnyLndMethod, request: object, onData: (update: object) => void): () => void {
    const { path, requestSerialize, responseDeserialize } = lndMethod(method)
    const call = this.#client.makeServerStreamRequest(
      path,
      requestSerialize,
      responseDeserialize,
      request,
      this.#metadata
    )
    call.on('data', onData)
    call.on('error', () => undefined)
    return () => call.cancel()
  }

  /** Resolves with the update that ends a payment. */
  pay(payment_request: string): Promise<object> {
    const request = {
      payment_request,
      timeout_seconds: 60,
      fee_limit_msat: '10000',
      no_inflight_updates: true
    }
    return new Promise((resolve) => this.stream('routerrpc.Router/SendPaymentV2', request, resolve))
  }

  close(): void {
    this.#client.close()
  }
}
