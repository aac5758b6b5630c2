import { Metadata, status, type ServiceError } from '@grpc/grpc-js'
import * as v from 'valibot'
import { ok } from '../../../shared/result'
import type { BackendFailure, BackendResult } from '../../backend'
import type { LndAccess } from './lnd-access'
import { connectLnd, type LndConnection } from './lnd-connection'
import { lndFailure } from './lnd-failure'
import type { AnyLndMethod, LndMethod } from './lnd-methods'
import { lndMethod } from './protos'
import { endOnBug } from '../../end-on-bug'

const CALL_DEADLINE_MS = 30_000
/** Factor for deadlines over a SOCKS proxy: Tor builds a circuit first, and each answer takes seconds. */
const SOCKS_PATIENCE = 3

export interface StreamHandlers<T> {
  readonly onData: (update: T) => void
  /** The last event, called once. Undefined: LND ended the stream. */
  readonly onEnd: (failure: BackendFailure | undefined) => void
}

/** Calls LND, parses its responses, and maps its failures to codes. */
export class LndClient<Method extends AnyLndMethod = LndMethod> {
  readonly #readAccess: () => LndAccess
  #access: LndAccess
  #connection: Promise<LndConnection>
  #closed = false

  /** `readAccess` is called again if the certificate or the macaroon is refused, because the files may have changed. */
  constructor(readAccess: () => LndAccess) {
    this.#readAccess = readAccess
    this.#access = readAccess()
    this.#connection = this.#connect()
  }

  /** Fails after `deadlineMs`; over a SOCKS proxy after three times that. */
  async call<T>(
    method: Method,
    request: object,
    response: v.GenericSchema<unknown, T>,
    deadlineMs = CALL_DEADLINE_MS
  ): Promise<BackendResult<T>> {
    const { path, requestSerialize, responseDeserialize } = lndMethod(method)
    const connection = await this.#open()
    if (connection === undefined) return { ok: false, error: NO_CONNECTION }
    const answer = await new Promise<BackendResult<object>>((resolve) => {
      connection.client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        request,
        this.#metadata(),
        { deadline: Date.now() + this.patient(deadlineMs) },
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
    method: Method,
    request: object,
    update: v.GenericSchema<unknown, T>,
    handlers: StreamHandlers<T>,
    deadlineMs?: number
  ): () => void {
    let over = false
    let cancel = () => undefined
    const guarded: StreamHandlers<T> = {
      onData: (value) => {
        if (!over) handlers.onData(value)
      },
      onEnd: (failure) => {
        if (over) return
        over = true
        handlers.onEnd(failure)
      }
    }
    const opened = this.#open().then((connection) => {
      if (over) return
      if (connection === undefined) guarded.onEnd(NO_CONNECTION)
      else cancel = this.#stream(connection, method, request, update, guarded, deadlineMs)
    })
    opened.catch(endOnBug)
    return () => {
      over = true
      cancel()
    }
  }

  close(): void {
    this.#closed = true
    void this.#connection.then((connection) => connection.close(), ignore)
  }

  #stream<T>(
    { client }: LndConnection,
    method: Method,
    request: object,
    update: v.GenericSchema<unknown, T>,
    handlers: StreamHandlers<T>,
    deadlineMs: number | undefined
  ): () => undefined {
    const { path, requestSerialize, responseDeserialize } = lndMethod(method)
    const call = client.makeServerStreamRequest(
      path,
      requestSerialize,
      responseDeserialize,
      request,
      this.#metadata(),
      deadlineMs === undefined ? {} : { deadline: Date.now() + this.patient(deadlineMs) }
    )
    call.on('data', (raw: unknown) => {
      const parsed = parse(update, raw)
      if (parsed.ok) handlers.onData(parsed.value)
      else {
        call.cancel()
        handlers.onEnd(parsed.error)
      }
    })
    call.on('error', (error: ServiceError) => handlers.onEnd(this.#failure(error)))
    call.on('end', () => handlers.onEnd(undefined))
    return () => void call.cancel()
  }

  #connect(): Promise<LndConnection> {
    const connection = connectLnd(this.#access)
    // Each call awaits the connection itself and gets the error there.
    connection.catch(ignore)
    return connection
  }

  /** Undefined if the client is closed, or no port is free for its forwarder. */
  async #open(): Promise<LndConnection | undefined> {
    const connection = await this.#connection.catch(ignore)
    return this.#closed ? undefined : connection
  }

  /** The timeout for work that takes at most `ms` without a proxy. */
  patient(ms: number): number {
    return this.#access.socks === undefined ? ms : ms * SOCKS_PATIENCE
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

  /** Reconnects if the access has changed. */
  #renew(): void {
    const access = this.#accessNow()
    const { cert, macaroon } = this.#access
    if (this.#closed || access === undefined || (access.cert === cert && access.macaroon === macaroon)) return
    void this.#connection.then((connection) => connection.close(), ignore)
    this.#access = access
    this.#connection = this.#connect()
  }

  /** Undefined if a file is missing or incomplete. The next refusal reads it again. */
  #accessNow(): LndAccess | undefined {
    try {
      return this.#readAccess()
    } catch {
      return undefined
    }
  }
}

const NO_CONNECTION: BackendFailure = { code: 'unreachable', detail: 'the connection to LND is closed' }
const ignore = () => undefined

function parse<T>(schema: v.GenericSchema<unknown, T>, value: unknown): BackendResult<T> {
  const parsed = v.safeParse(schema, value)
  if (parsed.success) return ok(parsed.output)
  const detail = `LND answered in a form that is not known: ${parsed.issues[0].message}`
  // LND may have executed the request.
  return { ok: false, error: { code: 'unreachable', detail } }
}
