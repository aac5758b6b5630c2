import type { Pubkey } from '../../../shared/domain/ids'
import type { Conversation, InboxOrder } from '../../../shared/domain/message'
import type { ImpApi } from '../../../shared/ipc/contract'
import { oneOfEach } from './one-of-each'
import { Throttle } from '../../lib/throttle'

const PAGE = 100
/** Maximum number per call; longer lists are loaded in parts. */
const MOST_AT_ONCE = 500
/** Minimum time between two reloads while messages arrive. Milliseconds. */
const PAUSE = 250

/** The list of conversations, in the order that the person chose, as far down as the person scrolled. */
export class Conversations {
  list = $state.raw<readonly Conversation[]>([])
  more = $state(false)
  ready = $state(false)
  /** The error code if main could not read the list. */
  failed = $state.raw<string | undefined>()

  readonly #inbox: ImpApi['inbox']
  readonly #reload = new Throttle(PAUSE, () => this.#load(Math.max(PAGE, this.list.length)))
  #growing = false

  readonly #order: () => InboxOrder
  readonly #opened: () => Pubkey | undefined
  /** The open conversation, if the loaded part does not reach down to it. */
  #beyond = $state.raw<Conversation | undefined>()

  /** `opened`: the conversation that is read again with the list, wherever it is in it. */
  constructor(inbox: ImpApi['inbox'], order: () => InboxOrder, opened: () => Pubkey | undefined) {
    this.#inbox = inbox
    this.#order = order
    this.#opened = opened
  }

  /** Order, last lines or counts changed. What is on the screen stays until the answer has come. */
  readonly refresh = (): void => this.#reload.call()

  readonly stop = (): void => this.#reload.stop()

  async loadMore(): Promise<void> {
    if (!this.more || this.#growing) return
    this.#growing = true
    await this.#load(this.list.length + PAGE)
    this.#growing = false
  }

  find(pubkey: Pubkey | undefined): Conversation | undefined {
    const held = this.list.find((conversation) => conversation.pubkey === pubkey)
    return held ?? (this.#beyond?.pubkey === pubkey ? this.#beyond : undefined)
  }

  /** One conversation, even if it is not in the loaded part. */
  async get(pubkey: Pubkey): Promise<Conversation | undefined> {
    return this.find(pubkey) ?? (await this.#ask(pubkey))
  }

  async #load(count: number): Promise<void> {
    const order = this.#order()
    const list: Conversation[] = []
    let more = true
    while (more && list.length < count) {
      const last = list.at(-1)
      const result = await this.#inbox.conversations({
        limit: Math.min(MOST_AT_ONCE, count - list.length),
        order,
        ...(last === undefined ? {} : { before: { contact: last.contact, lastSeq: last.lastSeq } })
      })
      this.failed = result.ok ? undefined : result.error.code
      if (!result.ok) return
      list.push(...result.value.conversations)
      more = result.value.more
    }
    const opened = this.#opened()
    const isBeyond = opened !== undefined && !list.some(({ pubkey }) => pubkey === opened)
    // Both change at once, so that no name differs between the list and the head of the thread.
    this.#beyond = isBeyond ? ((await this.#ask(opened)) ?? this.#beyond) : undefined
    // A conversation that moved down between two pages is in both.
    this.list = oneOfEach(list)
    this.more = more
    this.ready = true
  }

  async #ask(pubkey: Pubkey): Promise<Conversation | undefined> {
    const result = await this.#inbox.conversation({ pubkey })
    return result.ok ? result.value : undefined
  }
}
