import { setTimeout as delay } from 'node:timers/promises'
import { unreachable } from '../../../shared/brand'
import { NO_REPLY, type InterceptedCall, type Interceptor, type Reply } from '../../api/dispatcher'
import type { CallStatus } from '../../api/outcome'
import type { Changes } from './changes'

export type FaultAction =
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'fail'; readonly status: CallStatus }
  /** Held back until `resume`; a client meets its deadline. */
  | { readonly kind: 'stall' }
  /** Resets the connection that the call came by. */
  | { readonly kind: 'drop' }
  /** Answers with these fields instead of the true ones. */
  | { readonly kind: 'answer'; readonly response: object }

export interface Fault {
  /** `PayInvoice`, `Subscribe`, …, or `*` for every call. */
  readonly method: string
  /** Before or after the call was executed. A stream knows only `before`. */
  readonly point: 'before' | 'after'
  readonly action: FaultAction
  /** How many calls it strikes; undefined: all, until cleared. */
  readonly times?: number
}

/** Makes calls go wrong: faults strike in the order in which they were set. */
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

  /** Forgets all faults; calls that stall go on. */
  clear(): void {
    this.#faults = []
    this.resume()
  }

  async intercept(call: InterceptedCall, next: () => Promise<Reply>): Promise<Reply> {
    const before = await this.#strike(call, 'before')
    if (before !== undefined) return before
    const reply = await next()
    if (call.kind === 'stream') return reply
    return (await this.#strike(call, 'after')) ?? reply
  }

  killed(): void {
    this.resume()
  }

  /** What strikes a call at this point; each strike counts. */
  #take(method: string, point: Fault['point']): readonly FaultAction[] {
    const struck = this.#faults.filter(
      ({ fault, left }) =>
        left > 0 && fault.point === point && (fault.method === '*' || fault.method === method)
    )
    for (const entry of struck) entry.left -= 1
    this.#faults = this.#faults.filter(({ left }) => left > 0)
    return struck.map(({ fault }) => fault.action)
  }

  /** How many calls stall at this moment. */
  get stalled(): number {
    return this.#stalled.size
  }

  #stall(method: string): Promise<void> {
    return new Promise((goOn) => {
      this.#stalled.set(goOn, method)
      this.#changes.notify()
    })
  }

  /** Lets the stalled calls of a method go on, or all. A stall without a count goes on striking later calls. */
  resume(method?: string): void {
    for (const [goOn, stalledMethod] of [...this.#stalled]) {
      if (method !== undefined && method !== stalledMethod) continue
      this.#stalled.delete(goOn)
      goOn()
    }
  }

  async #strike(call: InterceptedCall, point: Fault['point']): Promise<Reply | undefined> {
    for (const action of this.#take(call.method, point)) {
      const reply = await this.#suffer(action, call)
      if (reply !== undefined) return reply
    }
    return undefined
  }

  async #suffer(action: FaultAction, call: InterceptedCall): Promise<Reply | undefined> {
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
