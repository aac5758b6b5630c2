import type { MethodName } from '../../../src/main/imp-node/methods'
import type { Moment, WireFault } from './wire-fault'

export interface Armed {
  readonly method: MethodName
  readonly fault: WireFault
  readonly moment: Moment
  /** Resolves when the node holds the payment in flight. */
  readonly held: () => Promise<void>
  readonly struck: () => void
}

/** The one fault for which a proxy is armed: it strikes one call. */
export class Arms {
  #armed: Armed | undefined

  /** Resolves when the fault has struck. */
  arm(armed: Omit<Armed, 'struck'>): Promise<void> {
    return new Promise((struck) => {
      this.#armed = { ...armed, struck }
    })
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
