import { setTimeout as delay } from 'node:timers/promises'
import { unreachable } from '../../../shared/brand'
import { NO_REPLY, type InterceptedCall, type Interceptor, type Reply } from '../../api/dispatcher'
import type { CallStatus } from '../../call-status'
import type { Changes } from './changes'

export type FaultAction =
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'fail'; readonly status: CallStatus }
  /** Holds the call until `resume`, so that the client reaches its deadline. */
  | { readonly kind: 'stall' }
  /** Resets the connection of the call. */
  | { readonly kind: 'drop' }
  /** Responds with these fields instead of the real ones. */
  | { readonly kind: 'answer'; readonly response: object }

export interface Fault {
  /** `PayInvoice`, `Subscribe`, …, or `*` for every call. */
  readonly method: string
  /** Before or after the call was executed. Streams support only `before`. */
  readonly point: 'before' | 'after'
  readonly action: FaultAction
  /** Number of calls that it applies to; undefined: all, until cleared. */
  readonly times?: number
}

/** Injects faults into calls, in the order in which they were set. */
export class Faults implements Interceptor {
  readonly #changes: Changes
  #faults: { fault: Fault; left: number }[] = []
  readonly #stalled = new Map<() => void, string>()

  constructor(changes: Changes) {
    this.#changes = changes
  }

  set(fault: Fault): void {
    this.#faults.push({ fault, left: fault.times ?? Infinity })
  }

  /** Removes all faults; stalled calls continue. */
  clear(): void {
    this.#faults = []
    this.resume()
  }

  async intercept(call: InterceptedCall, next: () => Promise<Reply>): Promise<Reply> {
    const before = await this.#applyFaults(call, 'before')
    if (before !== undefined) return before
    const reply = await next()
    if (call.kind === 'stream') return reply
    return (await this.#applyFaults(call, 'after')) ?? reply
  }

  killed(): void {
    this.resume()
  }

  /** The faults of a call at this point; each use counts. */
  #take(method: string, point: Fault['point']): readonly FaultAction[] {
    const matching = this.#faults.filter(
      ({ fault, left }) =>
        left > 0 && fault.point === point && (fault.method === '*' || fault.method === method)
    )
    for (const entry of matching) entry.left -= 1
    this.#faults = this.#faults.filter(({ left }) => left > 0)
    return matching.map(({ fault }) => fault.action)
  }

  /** Number of calls stalled now. */
  get stalled(): number {
    return this.#stalled.size
  }

  #stall(method: string): Promise<void> {
    return new Promise((resume) => {
      this.#stalled.set(resume, method)
      this.#changes.notify()
    })
  }

  /** Lets the stalled calls of a method continue, or all. A stall without a count keeps applying to later calls. */
  resume(method?: string): void {
    for (const [resume, stalledMethod] of [...this.#stalled]) {
      if (method !== undefined && method !== stalledMethod) continue
      this.#stalled.delete(resume)
      resume()
    }
  }

  async #applyFaults(call: InterceptedCall, point: Fault['point']): Promise<Reply | undefined> {
    for (const action of this.#take(call.method, point)) {
      const reply = await this.#applyFault(action, call)
      if (reply !== undefined) return reply
    }
    return undefined
  }

  async #applyFault(action: FaultAction, call: InterceptedCall): Promise<Reply | undefined> {
    switch (action.kind) {
      case 'delay':
        await delay(action.ms, undefined, { signal: call.life, ref: false }).catch(() => undefined)
        return undefined
      case 'stall':
        await this.#stall(call.method)
        return undefined
      case 'drop':
        call.caller.drop()
        return NO_REPLY
      case 'fail':
        return { kind: 'status', status: action.status }
      case 'answer':
        return { kind: 'answer', response: action.response }
      default:
        return unreachable(action)
    }
  }
}
