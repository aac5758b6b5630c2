import { status } from '@grpc/grpc-js'
import type { InterceptedCall, Interceptor, Reply } from './dispatcher'
import { callStatus, type CallStatus } from './outcome'

/**
 * Checks API keys, sent as metadata `x-api-key`. Without any key ever set, no call requires one. The original nodes let
 * everyone subscribe; `openMethods` lists the calls that need no key.
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
    const refusal = this.#refuse(method, caller.metadata('x-api-key'))
    return refusal === undefined ? next() : Promise.resolve({ kind: 'status', status: refusal })
  }

  /** The status and text of the daemon if a call is not allowed. */
  #refuse(method: string, key: string | undefined): CallStatus | undefined {
    if (!this.#required || this.#openMethods.has(method)) return undefined
    if (key === undefined) return callStatus('api key is not provided', status.UNAUTHENTICATED)
    if (this.#keys.has(key)) return undefined
    return callStatus('no permission to access this RPC', status.PERMISSION_DENIED)
  }
}
