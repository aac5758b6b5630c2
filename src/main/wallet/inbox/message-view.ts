import { PODCAST, type Boost, type Message, type Quote } from '../../../shared/domain/message'
import type { Pubkey } from '../../../shared/domain/ids'
import { senderName } from '../../../shared/domain/sender'
import { sat } from '../../../shared/money'
import { beginningOf, visibleLine, visibleText } from '../../../shared/visible-text'
import type { StoredMessage } from '../../store/message-row'
import type { Store } from '../../store/store'
import { credibleAmount } from './incoming'
import type { PayCards } from '../pay/pay-cards'
import { boostOf } from './podcast'
import type { SendProgress } from './send-progress'
import { storedPodcast } from './stored-podcast'

/** Length of the text shown, in UTF-16 units. Save data writes the rest to a file. */
const SHOWN_LENGTH = 4_000
const QUOTED = 160

export interface MessageViewDeps {
  readonly store: Store
  readonly cards: PayCards
  readonly progress: Pick<SendProgress, 'of'>
}

/** Converts stored messages for the page: sanitised, shortened, with quotes and current invoice cards. */
export class MessageView {
  constructor(private readonly deps: MessageViewDeps) {}

  of(message: StoredMessage): Message {
    const { seq, id, from, direction, kind, serviceType, receivedAt, byteLength, read, text } = message
    const cut = text.length > SHOWN_LENGTH
    return {
      seq,
      id,
      from,
      direction,
      kind,
      serviceType,
      receivedAt,
      byteLength,
      read,
      text: visibleText(beginningOf(text, SHOWN_LENGTH)),
      // `data` may exist although the row holds the whole text (if it contains NUL, or was read from a podcast record),
      // or if there is no text at all.
      truncated:
        kind !== 'binary' &&
        (cut || (serviceType !== PODCAST && message.truncated && Buffer.byteLength(text) < byteLength)),
      amountSat: sat(credibleAmount(message.amountSat)),
      replyTo: this.#quoteOf(message),
      boost: this.#boostOf(message),
      invoices: this.deps.cards.ofMessage(message),
      outgoing: direction === 'out' ? this.deps.store.outgoing.get(seq) : undefined,
      progress: this.deps.progress.of(seq)
    }
  }

  #boostOf({ seq, kind, serviceType }: StoredMessage): Boost | undefined {
    if (kind === 'machine' || serviceType !== PODCAST) return undefined
    const podcast = storedPodcast(this.deps.store, seq)
    return podcast === undefined ? undefined : boostOf(podcast)
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

/** The beginning of a text as one sanitised line. */
export function lineOf(text: string, length: number): string {
  return beginningOf(visibleLine(text.slice(0, 2 * length)), length)
}
