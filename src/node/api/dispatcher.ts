import { setMaxListeners } from 'node:events'
import type { Caller } from './caller'
import type { Trailers, UnaryMethod } from './method'
import type { CallStatus } from './outcome'

export type Reply =
  | { readonly kind: 'answer'; readonly response: object; readonly trailers?: Trailers }
  | { readonly kind: 'status'; readonly status: CallStatus }
  /** A stream may begin. */
  | { readonly kind: 'open' }
  /** The connection is gone, or the node was killed meanwhile. */
  | { readonly kind: 'none' }

export const NO_REPLY: Reply = { kind: 'none' }

/** One call on its way through the interceptors. */
export interface InterceptedCall {
  readonly kind: 'unary' | 'stream'
  readonly method: string
  readonly request: object
  readonly caller: Caller
  /** Aborted when the node is killed. */
  readonly life: AbortSignal
}

/** Wraps every call; the first interceptor is the outermost. */
export interface Interceptor {
  intercept(call: InterceptedCall, next: () => Promise<Reply>): Promise<Reply>
  /** The node was killed: calls that wait here go on and find their life aborted. */
  killed?(): void
}

/**
 * What happens to every call between a transport and the backend. It does not ask whether the caller still waits: a call
 * goes on in a context of its own, so neither a cancelled call nor a passed deadline stops a payment.
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

  /** Whether a stream may begin. */
  open(method: string, request: object, caller: Caller): Promise<Reply> {
    return this.#run({ kind: 'stream', method, request, caller }, () => Promise.resolve({ kind: 'open' }))
  }

  /** What has not reached the backend yet never will, as when the process dies. Payments in flight go on. */
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

/** Any number of calls may be delayed at a time. */
function newLife(): AbortController {
  const life = new AbortController()
  setMaxListeners(0, life.signal)
  return life
}
