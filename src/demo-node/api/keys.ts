import { status } from '@grpc/grpc-js'
import { refused, type CallStatus } from '../outcome'

/** The node lets everyone subscribe. */
const OPEN_METHODS: ReadonlySet<string> = new Set(['Subscribe'])

/** API keys of the second generation: metadata `x-api-key`. Without any key ever set, no call asks for one. */
export class ApiKeys {
  readonly #keys = new Set<string>()
  #required = false

  add(key: string): void {
    this.#required = true
    this.#keys.add(key)
  }

  /** Calls that carry it are refused from now on, also when it was the last key. */
  revoke(key: string): void {
    this.#keys.delete(key)
  }

  /** Why a call may not be made, with the status and the words of the daemon. */
  refuse(method: string, key: string | undefined): CallStatus | undefined {
    if (!this.#required || OPEN_METHODS.has(method)) return undefined
    if (key === undefined) return refused('api key is not provided', status.UNAUTHENTICATED).status
    if (this.#keys.has(key)) return undefined
    return refused('no permission to access this RPC', status.PERMISSION_DENIED).status
  }
}
