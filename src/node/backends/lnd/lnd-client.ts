import {
  credentials,
  makeGenericClientConstructor,
  Metadata,
  status,
  type ChannelCredentials,
  type Client,
  type ServiceError
} from '@grpc/grpc-js'
import * as v from 'valibot'
import { ok } from '../../../shared/result'
import type { BackendFailure, BackendResult } from '../../backend'
import type { LndAccess } from './lnd-access'
import { lndFailure } from './lnd-failure'
import { lndMethod, type LndMethod } from './protos'

const CALL_DEADLINE_MS = 30_000
/** LND's answers with thousands of invoices are larger than grpc-js takes by default. */
const MAX_RECEIVED_BYTES = 200 * 1024 * 1024

export interface StreamHandlers<T> {
  readonly onData: (update: T) => void
  /** Called once: after it nothing comes. Undefined: LND ended the stream. */
  readonly onEnd: (failure: BackendFailure | undefined) => void
}

/** Calls LND, parses what it says, and turns its failures into codes. */
export class LndClient {
  readonly #readAccess: () => LndAccess
  #access: LndAccess
  #client: Client

  /** `readAccess` is asked again when the certificate or the macaroon is refused, because files may have been renewed. */
  constructor(readAccess: () => LndAccess) {
    this.#readAccess = readAccess
    this.#access = readAccess()
    this.#client = connect(this.#access)
  }

  async call<T>(
    method: LndMethod,
    request: object,
    response: v.GenericSchema<unknown, T>,
    deadlineMs = CALL_DEADLINE_MS
  ): Promise<BackendResult<T>> {
    const { path, requestSerialize, responseDeserialize } = lndMethod(method)
    const answer = await new Promise<BackendResult<object>>((resolve) => {
      this.#client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        request,
        this.#metadata(),
        { deadline: Date.now() + deadlineMs },
        (error, value) => {
          if (error === null && value !== undefined) resolve(ok(value))
          else resolve({ ok: false, error: this.#failure(error) })
        }
      )
    })
    return answer.ok ? parse(response, answer.value) : answer
  }

  /** Opens a stream. The returned function cancels it; no handler is called after that. */
  stream<T>(
    method: LndMethod,
    request: object,
    update: v.GenericSchema<unknown, T>,
    handlers: StreamHandlers<T>,
    deadlineMs?: number
  ): () => void {
    const { path, requestSerialize, responseDeserialize } = lndMethod(method)
    const call = this.#client.makeServerStreamRequest(
      path,
      requestSerialize,
      responseDeserialize,
      request,
      this.#metadata(),
      deadlineMs === undefined ? {} : { deadline: Date.now() + deadlineMs }
    )
    let over = false
    const end = (failure: BackendFailure | undefined) => {
      if (over) return
      over = true
      handlers.onEnd(failure)
    }
    call.on('data', (raw: unknown) => {
      if (over) return
      const parsed = parse(update, raw)
      if (parsed.ok) handlers.onData(parsed.value)
      else {
        call.cancel()
        end(parsed.error)
      }
    })
    call.on('error', (error: ServiceError) => end(this.#failure(error)))
    call.on('end', () => end(undefined))
    return () => {
      over = true
      call.cancel()
    }
  }

  close(): void {
    this.#client.close()
  }

  #metadata(): Metadata {
    const metadata = new Metadata()
    metadata.set('macaroon', this.#access.macaroon)
    return metadata
  }

  #failure(error: ServiceError | null): BackendFailure {
    const failure = lndFailure(error ?? { code: status.INTERNAL, details: 'LND sent no answer' })
    if (failure.code === 'certificate-changed' || failure.code === 'credentials-refused') this.#renew()
    return failure
  }

  /** Connects anew where the access has changed. */
  #renew(): void {
    const access = this.#readAccess()
    if (access.cert === this.#access.cert && access.macaroon === this.#access.macaroon) return
    this.#client.close()
    this.#access = access
    this.#client = connect(access)
  }
}

function connect({ address, cert }: LndAccess): Client {
  const channel: ChannelCredentials = credentials.createSsl(cert === undefined ? null : Buffer.from(cert))
  const Generic = makeGenericClientConstructor({}, 'lnd')
  return new Generic(address, channel, {
    'grpc.max_receive_message_length': MAX_RECEIVED_BYTES,
    'grpc.use_local_subchannel_pool': 1,
    'grpc.initial_reconnect_backoff_ms': 500,
    'grpc.max_reconnect_backoff_ms': 10_000
  })
}

function parse<T>(schema: v.GenericSchema<unknown, T>, value: unknown): BackendResult<T> {
  const parsed = v.safeParse(schema, value)
  if (parsed.success) return ok(parsed.output)
  const detail = `LND answered in a form that is not known: ${parsed.issues[0].message}`
  return { ok: false, error: { code: 'refused', detail } }
}
