import { setMaxListeners } from 'node:events'
import type { Caller } from './caller'
import type { Trailers, UnaryMethod } from './method'
import type { CallStatus } from '../call-status'

export type Reply =
  | { readonly kind: 'answer'; readonly response: object; readonly trailers?: Trailers }
  | { readonly kind: 'status'; readonly status: CallStatus }
  /** A stream may be opened. */
  | { readonly kind: 'open' }
  /** The connection is gone, or the node was killed meanwhile. */
  | { readonly kind: 'none' }

export const NO_REPLY: Reply = { kind: 'none' }

/** A call that passes through the interceptors. */
export interface InterceptedCall {
  readonly kind: 'unary' | 'stream'
  readonly method: string
  readonly request: object
  readonly caller: Caller
  /** Aborted when the node is killed. */
  readonly life: AbortSignal
}

/** Wraps every call. The first interceptor is the outermost one. */
export interface Interceptor {
  intercept(call: InterceptedCall, next: () => Promise<Reply>): Promise<Reply>
  /** The node was killed: calls that wait in the interceptor continue and find `life` aborted. */
  killed?(): void
}

/**
 * Passes every call from a transport through the interceptors to the backend. It does not check whether the caller is
 * still waiting, so neither a cancelled call nor a deadline stops a payment.
 */
export class Dispatcher {
  readonly #interceptors: readonly Interceptor[]
  #life = newLife()

  constructor(interceptors: readonly Interceptor[]) {
    this.#interceptors = interceptors
  }

  call(method: UnaryMethod, request: object, caller: Caller): Promise<Reply> {
    return this.#run({ kind: 'unary', method: method.name, request, caller }, async () => {
      const answer = await method.execute(request, caller)
      if (!answer.ok) return { kind: 'status', status: answer.status }
      const { response, trailers } = answer
      return trailers === undefined ? { kind: 'answer', response } : { kind: 'answer', response, trailers }
    })
  }

  /** Whether a stream may be opened. */
  open(method: string, request: object, caller: Caller): Promise<Reply> {
    return this.#run({ kind: 'stream', method, request, caller }, () => Promise.resolve({ kind: 'open' }))
  }

  /** Calls that have not reached the backend yet never will, as when the process dies. Payments in flight continue. */
  kill(): void {
    this.#life.abort()
    this.#life = newLife()
    for (const interceptor of this.#interceptors) interceptor.killed?.()
  }

  async #run(call: Omit<InterceptedCall, 'life'>, innermost: () => Promise<Reply>): Promise<Reply> {
    const life = this.#life.signal
    const intercepted = { ...call, life }
    const run = this.#interceptors.reduceRight<() => Promise<Reply>>(
      (next, interceptor) => () => interceptor.intercept(intercepted, next),
      () => (life.aborted ? Promise.resolve(NO_REPLY) : innermost())
    )
    const reply = await run()
    return life.aborted ? NO_REPLY : reply
  }
}

/** Any number of calls may be waiting at a time. */
function newLife(): AbortController {
  const life = new AbortController()
  setMaxListeners(0, life.signal)
  return life
}
