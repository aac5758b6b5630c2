import type { Pubkey } from '../../../shared/domain/ids'
import type { Msat } from '../../../shared/money'
import { feeLimitOf, largestMessageFee } from '../../../shared/policy/fee-limit'
import type { AppModel } from '../../lib/app.svelte'

/** Delay after the last change. Milliseconds. */
const PAUSE = 300

/** The node's estimate of the fees of a message that is not sent yet. Sending does not wait for it. */
export class MessageFee {
  /** The fees of all parts together. Undefined while the node is asked, and if it cannot tell. */
  known = $state.raw<{ readonly feeMsat: Msat; readonly parts: number } | undefined>()
  readonly #app: AppModel
  readonly #canTell = $derived.by(
    () => this.#app.online && !this.#app.receiveOnly && this.#app.state?.capabilities.extension === true
  )

  constructor(app: AppModel) {
    this.#app = app
  }

  /** The largest fee that the person accepts for it. */
  readonly most = $derived.by(() =>
    this.known === undefined || this.#app.state === undefined
      ? undefined
      : largestMessageFee(this.known.parts, feeLimitOf(this.#app.state.settings))
  )
  /** The estimate is above that, so the node is likely to refuse. */
  readonly aboveLimit = $derived.by(
    () => this.known !== undefined && this.most !== undefined && this.known.feeMsat > this.most
  )

  /**
   * Asks the node, if it can tell, once the message stays the same for a moment. For use in `$effect`: returns a function
   * that forgets the answer, also one that is still to come.
   */
  schedule(pubkey: Pubkey, parts: number): (() => void) | undefined {
    if (!this.#canTell) return undefined
    const { imp } = this.#app
    let current = true
    const timer = setTimeout(() => {
      void imp.inbox.estimateFee({ pubkey, parts }).then((result) => {
        if (current && result.ok && result.value !== undefined) this.known = { feeMsat: result.value, parts }
      })
    }, PAUSE)
    return () => {
      current = false
      clearTimeout(timer)
      this.known = undefined
    }
  }
}
