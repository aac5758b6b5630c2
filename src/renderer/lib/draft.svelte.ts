import type { Pubkey } from '../../shared/domain/ids'
import { keyOf } from '../../shared/domain/sender'
import type { Message } from '../../shared/domain/message'
import type { SendRefusal } from '../../shared/domain/outgoing'
import type { ImpApi } from '../../shared/ipc/contract'
import type { IpcErrorCode } from '../../shared/ipc/spec'
import { MAX_MESSAGE_BYTES, messageCost } from '../../shared/message-cost'

export type SendProblem = SendRefusal | IpcErrorCode

/** What the person is writing to somebody. It stays while they look elsewhere. */
export class Draft {
  text = $state('')
  /** The message it answers. */
  replyTo = $state.raw<Message | undefined>()
  sending = $state(false)
  /** Why the last attempt was refused, before anything reached the node. */
  refused = $state.raw<SendProblem | undefined>()

  readonly bytes = $derived(new TextEncoder().encode(this.text).length)
  readonly cost = $derived.by(() => messageCost(this.bytes, keyOf(this.#pubkey)))
  readonly tooLong = $derived(this.bytes > MAX_MESSAGE_BYTES)
  readonly empty = $derived(this.text.trim() === '')

  readonly #inbox: ImpApi['inbox']
  readonly #pubkey: Pubkey
  /** The name of the message while it is the same one: a second click on it sends nothing more. */
  #name: { readonly id: string; readonly text: string; readonly replyTo: Message | undefined } | undefined

  constructor(inbox: ImpApi['inbox'], pubkey: Pubkey) {
    this.#inbox = inbox
    this.#pubkey = pubkey
  }

  /** The person wrote on: what was said about the earlier text holds no more. */
  readonly changed = (): void => {
    this.refused = undefined
  }

  /** Resolves with the message that is on its way, and is empty then; or says why not. */
  async send(): Promise<Message | undefined> {
    if (this.sending || this.empty || this.tooLong) return undefined
    const { text, replyTo } = this
    if (this.#name?.text !== text || this.#name.replyTo !== replyTo) {
      this.#name = { id: crypto.randomUUID(), text, replyTo }
    }
    this.sending = true
    this.refused = undefined
    const result = await this.#inbox.send({
      draftId: this.#name.id,
      pubkey: this.#pubkey,
      text,
      maxCostSat: this.cost,
      ...(replyTo === undefined ? {} : { replyToId: replyTo.id })
    })
    this.sending = false
    if (result.ok) {
      this.#name = undefined
      // What was written while it went is the beginning of the next one.
      if (this.text === text) this.text = ''
      this.replyTo = undefined
      return result.value
    }
    // The person said no in main's dialog: there is nothing to tell them.
    if (result.error.code !== 'needs-confirmation') this.refused = result.error.code
    return undefined
  }
}

/** One draft for each conversation, for as long as the window lives. */
export class Drafts {
  // Nothing draws this list itself.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
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
