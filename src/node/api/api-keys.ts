import { status } from '@grpc/grpc-js'
import type { Caller } from './caller'
import type { InterceptedCall, Interceptor, Reply } from './dispatcher'
import { callStatus, type CallStatus } from '../call-status'

const PAGE_REFUSED = 'a node without an API key takes no calls from web pages'

/**
 * Checks API keys, sent as metadata `x-api-key`. If no key was ever added, no call requires one. `openMethods` lists
 * the calls that never require one: the original nodes let everyone subscribe. A call without a key is refused to pages
 * in a browser, because otherwise every page that the person opens could pay through this node.
 */
export class ApiKeys implements Interceptor {
  readonly #openMethods: ReadonlySet<string>
  readonly #keys = new Set<string>()
  #required = false

  constructor(openMethods: readonly string[]) {
    this.#openMethods = new Set(openMethods)
  }

  add(key: string): void {
    this.#required = true
    this.#keys.add(key)
  }

  /** Refuses calls with this key from now on, even if it was the last one. */
  revoke(key: string): void {
    this.#keys.delete(key)
  }

  intercept({ method, caller }: InterceptedCall, next: () => Promise<Reply>): Promise<Reply> {
    const refusal = this.#refuse(method, caller)
    return refusal === undefined ? next() : Promise.resolve({ kind: 'status', status: refusal })
  }

  /** The status if a call is not allowed, as imp-daemon returns it (auth/auth.go, authorize); undefined if it is. */
  #refuse(method: string, caller: Caller): CallStatus | undefined {
    if (!this.#required || this.#openMethods.has(method)) {
      return caller.fromPage ? callStatus(PAGE_REFUSED, status.PERMISSION_DENIED) : undefined
    }
    const key = caller.metadata('x-api-key')
    if (key === undefined) return callStatus('api key is not provided', status.UNAUTHENTICATED)
    if (this.#keys.has(key)) return undefined
    return callStatus('no permission to access this RPC', status.PERMISSION_DENIED)
  }
}
