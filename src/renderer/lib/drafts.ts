import type { Pubkey } from '../../shared/domain/ids'
import type { ImpApi } from '../../shared/ipc/contract'
import { Draft } from './draft.svelte'

/** One draft per conversation, for the life of the window. */
export class Drafts {
  readonly #drafts = new Map<Pubkey, Draft>()
  readonly #inbox: ImpApi['inbox']

  constructor(inbox: ImpApi['inbox']) {
    this.#inbox = inbox
  }

  of(pubkey: Pubkey): Draft {
    const draft = this.#drafts.get(pubkey) ?? new Draft(this.#inbox, pubkey)
    this.#drafts.set(pubkey, draft)
    return draft
  }
}
