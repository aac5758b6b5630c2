import { status } from '@grpc/grpc-js'
import type { ConnectFailure } from '../../../shared/domain/connection'
import { METHODS, type MethodName, type Requests } from '../methods'
import { diagnosePort } from '../socket/diagnose-port'
import { lateRefusal } from '../socket/tls'
import { speaksTls } from '../socket/speaks-tls'
import type {
  CallFailure,
  CallMetadata,
  CallOutcome,
  Stream,
  StreamHandlers,
  Transport,
  WatchHandlers
} from '../transport'
import { toCallOutcome, readResponse, type HttpResponse } from './read-response'
import { bodyOf } from './body'
import { sendRequest, type Gateway, type AbortReason, type HttpRequest } from './request'
import { openInvoiceStream } from './invoice-stream'
import { openSubscription } from './subscription'

/** A request with its response or failure. */
type Exchange =
  | { readonly kind: 'not-connected'; readonly failure: ConnectFailure }
  | { readonly kind: 'broken'; readonly failure: CallFailure }
  | { readonly kind: 'answer'; readonly answer: HttpResponse }

/** A body that is not JSON. The gateway refuses it before it calls the node. */
const UNDECODABLE = '{'
/** Timeout for finding out whether a port uses TLS. Milliseconds. */
const TLS_CHECK_MS = 3_000

/** Calls the node's HTTP gateway, for nodes that are reachable only through an HTTP reverse proxy. */
export class HttpTransport implements Transport {
  readonly #gateway: Gateway
  readonly #connectMs: number
  readonly #underWay = new Set<AbortController>()
  #closing = false

  constructor(gateway: Gateway, connectMs: number) {
    this.#gateway = gateway
    this.#connectMs = connectMs
  }

  async open(): Promise<ConnectFailure | undefined> {
    const exchange = await this.#exchange('CheckInvoice', UNDECODABLE, this.#connectMs)
    switch (exchange.kind) {
      case 'answer':
        return requiresTls(exchange.answer) ? { code: 'tls-required' } : undefined
      case 'not-connected':
        return exchange.failure.code === 'lost' && this.#gateway.handshake !== undefined
          ? diagnosePort(this.#where, 'tls')
          : exchange.failure
      case 'broken':
        return this.#whyBroken(exchange.failure)
    }
  }

  /** HTTP has no shared connection to watch; the stream reports its own end. */
  onBroken(): void {
    return undefined
  }

  async call<Name extends MethodName>(
    method: Name,
    request: Requests[Name],
    deadlineMs: number,
    metadata: CallMetadata = {}
  ): Promise<CallOutcome> {
    return outcome(await this.#exchange(method, bodyOf(request), deadlineMs, metadata))
  }

  async probeMethod(method: MethodName, deadlineMs: number): Promise<CallOutcome> {
    return outcome(await this.#exchange(method, UNDECODABLE, deadlineMs))
  }

  subscribe(handlers: StreamHandlers, resumeAfter: string | undefined): Stream {
    return openSubscription(this.#gateway, handlers, resumeAfter)
  }

  watchInvoices(since: bigint, handlers: WatchHandlers): Pick<Stream, 'cancel'> {
    return openInvoiceStream(this.#gateway, since, handlers)
  }

  retire(): void {
    this.#closing = true
  }

  destroy(): void {
    this.retire()
    for (const call of this.#underWay) call.abort('cancelled' satisfies AbortReason)
  }

  get #where() {
    const { host, port } = this.#gateway.address
    return { host: host.name, port }
  }

  async #exchange(
    method: MethodName,
    body: string,
    deadlineMs: number,
    metadata: CallMetadata = {}
  ): Promise<Exchange> {
    if (this.#closing) return { kind: 'not-connected', failure: { code: 'lost' } }
    const abort = new AbortController()
    const timer = setTimeout(() => abort.abort('deadline' satisfies AbortReason), deadlineMs)
    this.#underWay.add(abort)
    try {
      const started = await sendRequest(this.#gateway, { ...requestOf(method, body), metadata }, abort.signal)
      if (started.kind !== 'response') return started
      const answer = await readResponse(started.response, abort.signal)
      return 'departed' in answer ? { kind: 'broken', failure: answer } : { kind: 'answer', answer }
    } finally {
      clearTimeout(timer)
      this.#underWay.delete(abort)
      // Closes the connection if the response was not read to its end.
      abort.abort('cancelled' satisfies AbortReason)
    }
  }

  async #whyBroken({ code, text }: CallFailure): Promise<ConnectFailure> {
    if (code === status.DEADLINE_EXCEEDED) return { code: 'timed-out' }
    const plaintext = this.#gateway.handshake === undefined
    if (plaintext && (await speaksTls(this.#where, TLS_CHECK_MS))) return { code: 'tls-required' }
    if (code === status.UNKNOWN) return { code: 'not-an-imp-node', detail: text }
    return lateRefusal(text) ?? { code: 'lost', detail: text }
  }
}

function outcome(exchange: Exchange): CallOutcome {
  switch (exchange.kind) {
    case 'answer':
      return toCallOutcome(exchange.answer)
    case 'broken':
      return { kind: 'failed', ...exchange.failure }
    case 'not-connected': {
      const late = exchange.failure.code === 'timed-out'
      const code = late ? status.DEADLINE_EXCEEDED : status.UNAVAILABLE
      return { kind: 'failed', code, text: exchange.failure.code, said: 'connection', departed: false }
    }
  }
}

function requestOf(method: MethodName, body: string): HttpRequest {
  const { httpPath: path, httpVerb: verb } = METHODS[method]
  return verb === 'GET' ? { verb, path } : { verb, path, body }
}

/** On plaintext, proxies with a TLS port return an error in plaintext or redirect to https. */
function requiresTls({ status: httpStatus, location, body }: HttpResponse): boolean {
  const moved = httpStatus >= 301 && httpStatus <= 308 && /^https:/iu.test(location)
  return moved || (httpStatus === 400 && /https (?:port|server)/iu.test(body.toString('latin1')))
}
