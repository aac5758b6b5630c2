import { untrack } from 'svelte'
import type { ConnectFailure } from '../../../shared/domain/connection'

/**
 * The certificate that the person is asked to trust, unchanged while they compare it. A server can show a different one
 * every few seconds, which must not replace the fingerprint on the screen. If the person trusts a certificate that the
 * server no longer shows, that fails, and the question is asked again with the current one.
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
