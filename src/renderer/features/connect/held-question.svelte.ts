import { untrack } from 'svelte'
import type { ConnectFailure } from '../../../shared/domain/connection'

/**
 * The question whether to trust a certificate, as the person first saw it. A server can show another certificate every
 * few seconds: its fingerprint must not take the place of the one that the person is comparing. Trusting one that is not
 * shown any more fails, and then the current one is asked about.
 */
export class HeldQuestion {
  #asked: ConnectFailure
  readonly #current: () => ConnectFailure

  constructor(current: () => ConnectFailure) {
    this.#current = current
    this.#asked = $state.raw(untrack(current))
    $effect.pre(() => {
      const { code, fingerprint } = current()
      untrack(() => {
        const isSame = this.#asked.code === code && this.#asked.fingerprint !== undefined
        if (!isSame || fingerprint === undefined) this.askAnew()
      })
    })
  }

  get asked(): ConnectFailure {
    return this.#asked
  }

  /** Asks about the certificate that is shown now. */
  askAnew(): void {
    this.#asked = untrack(this.#current)
  }
}
