import { status } from '@grpc/grpc-js'
import type { Caller } from './caller'
import type { InterceptedCall, Interceptor, Reply } from './dispatcher'
import { callStatus, type CallStatus } from './outcome'

const PAGE_REFUSED = 'a node without an API key takes no calls from web pages'

/**
 * Checks API keys, sent as metadata `x-api-key`. Without any key ever set, no call requires one. The original nodes let
 * everyone subscribe; `openMethods` lists the calls that need no key. What needs no key is refused to pages in a
 * browser: otherwise every page that the person opens could pay through this node.
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

  /** The status and text of the daemon if a call is not allowed. */
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
