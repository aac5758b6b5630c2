import type { Message, Quote } from '../../../shared/domain/message'
import type { Pubkey } from '../../../shared/domain/ids'
import { senderName } from '../../../shared/domain/sender'
import { sat } from '../../../shared/money'
import { beginningOf, visibleLine, visibleText } from '../../../shared/visible-text'
import type { StoredMessage } from '../../store/messages'
import type { Store } from '../../store/store'
import { credible } from './incoming'
import type { PayCards } from '../pay/pay-cards'

/** So much of a text is drawn; the rest is in the file that Save data writes. In UTF-16 units. */
const SHOWN = 4_000
const QUOTED = 160

export interface MessageViewDeps {
  readonly store: Store
  readonly cards: PayCards
}

/** Draws stored messages: safe to look at, cut where long, with quotes and live cards. */
export class MessageView {
  constructor(private readonly deps: MessageViewDeps) {}

  of(message: StoredMessage): Message {
    const { seq, id, from, direction, kind, serviceType, receivedAt, byteLength, read, text } = message
    const cut = text.length > SHOWN
    return {
      ...{ seq, id, from, direction, kind, serviceType, receivedAt, byteLength, read },
      text: visibleText(beginningOf(text, SHOWN)),
      // Data is also kept apart where the text beside it is whole, as with NUL in it, or where there is no text at all.
      truncated: kind !== 'binary' && (cut || (message.truncated && Buffer.byteLength(text) < byteLength)),
      amountSat: sat(credible(message.amountSat)),
      replyTo: this.#quoteOf(message),
      invoices: this.deps.cards.ofMessage(message),
      outgoing: direction === 'out' ? this.deps.store.outgoing.get(seq) : undefined
    }
  }

  #quoteOf({ replyTo }: StoredMessage): Quote | 'missing' | undefined {
    if (replyTo === undefined) return undefined
    const parent = this.deps.store.messages.repliedTo(replyTo)
    if (parent === undefined) return 'missing'
    const { id, seq, direction, text, from } = parent
    return { id, seq, direction, name: this.#nameOf(from), text: lineOf(text, QUOTED) }
  }

  #nameOf(pubkey: Pubkey): string {
    return senderName(pubkey, this.deps.store.senders.nameOf(pubkey) ?? '')
  }
}

/** One safe line of the beginning of a text. */
export function lineOf(text: string, length: number): string {
  return beginningOf(visibleLine(text.slice(0, 2 * length)), length)
}
