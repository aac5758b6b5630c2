import type { Changes } from '../changes'
import type { CallStatus } from '../outcome'

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

/** What is to go wrong, in the order in which it was asked for. */
export class Faults {
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

  /** What strikes a call at this point; each strike counts. */
  take(method: string, point: Fault['point']): readonly FaultAction[] {
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

  stall(method: string): Promise<void> {
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
}
