import type { MethodName } from '../../../../src/main/node-client/methods'
import type { Moment, WireFault } from './wire-fault'

export interface Armed {
  readonly method: MethodName
  readonly fault: WireFault
  readonly moment: Moment
  /** Resolves when the node holds the payment in flight. */
  readonly held: () => Promise<void>
}

/** The fault that a proxy will inject into one call. */
export class Arms {
  #armed: Armed | undefined

  arm(armed: Armed): void {
    this.#armed = armed
  }

  disarm(): void {
    this.#armed = undefined
  }

  take(isFor: (method: MethodName) => boolean): Armed | undefined {
    const armed = this.#armed
    if (armed === undefined || !isFor(armed.method)) return undefined
    this.#armed = undefined
    return armed
  }
}
