import type { NodeId, Pubkey } from '../../shared/domain/ids'
import { keyOf } from '../../shared/domain/sender'
import type { Message } from '../../shared/domain/message'
import type { SendRefusal } from '../../shared/domain/outgoing'
import type { ImpApi } from '../../shared/ipc/contract'
import type { IpcErrorCode } from '../../shared/ipc/spec'
import { isDid, MAX_MESSAGE_BYTES, messageCost, messageParts } from '../../shared/message-cost'

export type SendProblem = SendRefusal | IpcErrorCode

/** An unsent message to one sender. Kept while another screen is open. */
export class Draft {
  text = $state('')
  /** The message it replies to. */
  replyTo = $state.raw<Message | undefined>()
  sending = $state(false)
  /** Why the last attempt was refused, before anything reached the node. */
  refused = $state.raw<SendProblem | undefined>()

  readonly bytes = $derived(new TextEncoder().encode(this.text).length)
  readonly cost = $derived.by(() => messageCost(this.bytes, keyOf(this.#pubkey)))
  /** The number of payments that it is sent in. Undefined for a DID: it is not known how a node splits that. */
  readonly parts = $derived.by(() => (isDid(keyOf(this.#pubkey)) ? undefined : messageParts(this.bytes)))
  readonly tooLong = $derived(this.bytes > MAX_MESSAGE_BYTES)
  readonly empty = $derived(this.text.trim() === '')

  readonly #inbox: ImpApi['inbox']
  /** The node whose screen shows the draft. */
  readonly #node: NodeId | undefined
  readonly #pubkey: Pubkey
  /** The draft id, kept while the message is unchanged, so that a second click sends nothing more. */
  #name: { readonly id: string; readonly text: string; readonly replyTo: Message | undefined } | undefined

  constructor(inbox: ImpApi['inbox'], node: NodeId | undefined, pubkey: Pubkey) {
    this.#inbox = inbox
    this.#node = node
    this.#pubkey = pubkey
  }

  /** The text was changed, so an error about the earlier text no longer applies. */
  readonly changed = (): void => {
    this.refused = undefined
  }

  /**
   * Resolves with the sent message and empties the draft; on a refusal keeps it and sets `refused`. `asksFirst`: the
   * button said that it only asks.
   */
  async send(asksFirst: boolean): Promise<Message | undefined> {
    if (this.sending || this.empty || this.tooLong) return undefined
    if (this.#node === undefined) {
      this.refused = 'no-node'
      return undefined
    }
    const { text, replyTo } = this
    if (this.#name?.text !== text || this.#name.replyTo !== replyTo) {
      this.#name = { id: crypto.randomUUID(), text, replyTo }
    }
    this.sending = true
    this.refused = undefined
    const result = await this.#inbox.send({
      node: this.#node,
      draftId: this.#name.id,
      pubkey: this.#pubkey,
      text,
      maxCostSat: this.cost,
      asksFirst,
      ...(replyTo === undefined ? {} : { replyToId: replyTo.id })
    })
    this.sending = false
    if (result.ok) {
      this.#name = undefined
      // Text that was typed while the message was sent becomes the next draft.
      if (this.text === text) this.text = ''
      this.replyTo = undefined
      return result.value
    }
    // The person cancelled main's dialog, so no message is needed.
    if (result.error.code !== 'needs-confirmation') this.refused = result.error.code
    return undefined
  }
}
