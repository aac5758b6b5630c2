import type { MessageId } from '../../../shared/domain/ids'
import type { NewMessage } from '../../store/message-row'

/**
 * Number of messages without an id that are remembered per stream. A repetition of an older one counts as redelivery.
 */
const REMEMBERED = 20_000

/**
 * Numbers messages with equal content and without an id. One stream delivers a message once, so a second equal message
 * on the same stream is another message, which was paid for too. Another stream may redeliver: its first such message
 * counts as the first one, its second as the second one (see MessagesRepository).
 */
export class RepeatCounter {
  #stream: symbol | undefined
  readonly #counts = new Map<MessageId, number>()

  count(message: NewMessage, stream: symbol): NewMessage {
    if (!message.idDerived) return message
    if (stream !== this.#stream) this.#counts.clear()
    this.#stream = stream
    const count = (this.#counts.get(message.id) ?? 0) + 1
    this.#counts.delete(message.id)
    this.#counts.set(message.id, count)
    const [oldest] = this.#counts.keys()
    if (this.#counts.size > REMEMBERED && oldest !== undefined) this.#counts.delete(oldest)
    return count === 1 ? message : { ...message, id: `${message.id}#${count}` as MessageId }
  }
}
