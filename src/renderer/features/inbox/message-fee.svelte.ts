import type { Pubkey } from '../../../shared/domain/ids'
import type { ImpApi } from '../../../shared/ipc/contract'
import type { Msat } from '../../../shared/money'

/** Delay after the last change. Milliseconds. */
const PAUSE = 300

/** The node's estimate of the fees of a message that is being written. Sending does not wait for it. */
export class MessageFee {
  /** Undefined while the node is asked, and if it cannot tell. */
  feeMsat = $state.raw<Msat | undefined>()
  readonly #inbox: ImpApi['inbox']

  constructor(inbox: ImpApi['inbox']) {
    this.#inbox = inbox
  }

  /**
   * Asks the node once the message stays the same for a moment. For use in `$effect`: returns a function that forgets
   * the answer, also one that is still to come.
   */
  schedule(pubkey: Pubkey, parts: number): () => void {
    let current = true
    const timer = setTimeout(() => {
      void this.#inbox.estimateFee({ pubkey, parts }).then((result) => {
        if (current && result.ok) this.feeMsat = result.value
      })
    }, PAUSE)
    return () => {
      current = false
      clearTimeout(timer)
      this.feeMsat = undefined
    }
  }
}
