import type { NodeId, Pubkey } from '../../shared/domain/ids'
import type { ImpApi } from '../../shared/ipc/contract'
import { Draft } from './draft.svelte'

/** One draft per conversation of a node. Kept until another node is active. */
export class Drafts {
  readonly #drafts = new Map<Pubkey, Draft>()
  readonly #inbox: ImpApi['inbox']

  /** The node that sends them. */
  readonly #node: NodeId | undefined

  constructor(inbox: ImpApi['inbox'], node: NodeId | undefined) {
    this.#inbox = inbox
    this.#node = node
  }

  of(pubkey: Pubkey): Draft {
    const draft = this.#drafts.get(pubkey) ?? new Draft(this.#inbox, this.#node, pubkey)
    this.#drafts.set(pubkey, draft)
    return draft
  }
}
