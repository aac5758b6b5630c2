import type { NodeId } from '../../shared/domain/ids'
import type { AppModel } from './app.svelte'

/** Opens the pairing of a saved LND: to pair it again, or to check its connection with its saved details. */
export class PairAgain {
  busy = $state(false)
  /** Main could not start it. */
  failed = $state(false)
  readonly #app: AppModel

  constructor(app: AppModel) {
    this.#app = app
  }

  /** `check` starts the check at once. False if main could not start the pairing, or one is being started. */
  async begin(again: NodeId, { check }: { readonly check: boolean }): Promise<boolean> {
    if (this.busy) return false
    const { pairing } = this.#app.imp
    this.busy = true
    const begun = (await pairing.begin({ again })).ok
    const checks = begun && check && (await pairing.check({})).ok
    this.busy = false
    this.failed = !begun
    if (begun) this.#app.router.go(checks ? { screen: 'connect', view: 'check' } : { screen: 'connect' })
    return begun
  }
}
