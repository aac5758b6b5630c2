import { setMaxListeners } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { unreachable } from '../../shared/brand'
import type { CallStatus } from '../outcome'
import type { Calls, Transport } from './calls'
import type { FaultAction, Faults } from './faults'
import type { ApiKeys } from './keys'
import type { UnaryMethod } from './method'

/** Whoever made a call, as its transport knows it. */
export interface Caller {
  readonly transport: Transport
  readonly apiKey: string | undefined
  /** Resets the connection that the call came by. */
  drop(): void
}

export type Reply =
  | { readonly kind: 'answer'; readonly response: object }
  | { readonly kind: 'status'; readonly status: CallStatus }
  /** The connection is gone, or the node was killed meanwhile. */
  | { readonly kind: 'none' }

const NONE: Reply = { kind: 'none' }

/**
 * What happens to every call between a transport and the ledger: it is noted, its key is checked, faults strike it.
 * Nobody here asks whether the caller still waits: a call goes on in a context of its own, as in the real node, so
 * neither a cancelled call nor a passed deadline stops a payment.
 */
export class NodeApi {
  readonly #calls: Calls
  readonly #keys: ApiKeys
  readonly #faults: Faults
  #life = newLife()

  constructor(parts: { calls: Calls; keys: ApiKeys; faults: Faults }) {
    this.#calls = parts.calls
    this.#keys = parts.keys
    this.#faults = parts.faults
  }

  async call(method: UnaryMethod, request: object, caller: Caller): Promise<Reply> {
    const life = this.#life.signal
    const answered = this.#calls.arrived(method.name, caller.transport, request)
    const reply = await this.#reply(method, request, caller, life)
    if (life.aborted) return NONE
    if (reply.kind !== 'none') answered()
    return reply
  }

  /** Undefined: the stream may begin. */
  async open(method: string, caller: Caller): Promise<Reply | undefined> {
    const life = this.#life.signal
    this.#calls.arrived(method, caller.transport, {})
    const refusal = this.#keys.refuse(method, caller.apiKey)
    if (refusal !== undefined) return { kind: 'status', status: refusal }
    const struck = await this.#strike(method, 'before', caller, life)
    return life.aborted ? NONE : struck
  }

  /** What has not reached the ledger yet never will, as when the process dies. Payments in flight go on. */
  kill(): void {
    this.#life.abort()
    this.#life = newLife()
    this.#faults.resume()
  }

  async #reply(method: UnaryMethod, request: object, caller: Caller, life: AbortSignal): Promise<Reply> {
    const refusal = this.#keys.refuse(method.name, caller.apiKey)
    if (refusal !== undefined) return { kind: 'status', status: refusal }
    const before = await this.#strike(method.name, 'before', caller, life)
    if (before !== undefined) return before
    if (life.aborted) return NONE
    const outcome = await method.execute(request)
    const after = await this.#strike(method.name, 'after', caller, life)
    if (after !== undefined) return after
    return outcome.ok
      ? { kind: 'answer', response: outcome.value }
      : { kind: 'status', status: outcome.status }
  }

  async #strike(
    method: string,
    point: 'before' | 'after',
    caller: Caller,
    life: AbortSignal
  ): Promise<Reply | undefined> {
    for (const action of this.#faults.take(method, point)) {
      const reply = await this.#suffer(action, method, caller, life)
      if (reply !== undefined) return reply
    }
    return undefined
  }

  async #suffer(
    action: FaultAction,
    method: string,
    caller: Caller,
    life: AbortSignal
  ): Promise<Reply | undefined> {
    switch (action.kind) {
      case 'delay':
        await delay(action.ms, undefined, { signal: life, ref: false }).catch(() => undefined)
        return undefined
      case 'stall':
        await this.#faults.stall(method)
        return undefined
      case 'drop':
        caller.drop()
        return NONE
      case 'fail':
        return { kind: 'status', status: action.status }
      case 'answer':
        return { kind: 'answer', response: action.response }
      default:
        return unreachable(action)
    }
  }
}

/** Any number of calls may be delayed at a time. */
function newLife(): AbortController {
  const life = new AbortController()
  setMaxListeners(0, life.signal)
  return life
}
