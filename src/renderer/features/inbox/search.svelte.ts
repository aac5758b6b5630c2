import type { Pubkey } from '../../../shared/domain/ids'
import type { Conversation, FoundMessage } from '../../../shared/domain/message'
import type { ImpApi } from '../../../shared/ipc/contract'

const PAGE = 50
const PEOPLE = 5
/** Delay after the last key. Milliseconds. */
const PAUSE = 150

/** A search over the messages of all people, or of one conversation. */
export class InboxSearch {
  text = $state('')
  scope = $state.raw<Pubkey | undefined>()
  found = $state.raw<readonly FoundMessage[]>([])
  people = $state.raw<readonly Conversation[]>([])
  more = $state(false)
  /** The query that the results belong to; undefined before the first answer. */
  answered = $state.raw<string | undefined>()
  failed = $state.raw<string | undefined>()
  readonly query = $derived(this.text.trim())
  readonly active = $derived(this.query !== '')

  readonly #inbox: ImpApi['inbox']
  #generation = 0

  constructor(inbox: ImpApi['inbox']) {
    this.#inbox = inbox
  }

  /**
   * Searches for the text in the field once typing pauses. For use in `$effect`: returns a function that cancels it.
   */
  schedule(): () => void {
    const { query, scope } = this
    this.#generation += 1
    if (query === '') {
      this.#clear()
      return () => undefined
    }
    const timer = setTimeout(() => void this.#run(query, scope), PAUSE)
    return () => clearTimeout(timer)
  }

  async loadMore(): Promise<void> {
    const before = this.found.at(-1)?.seq
    if (!this.more || before === undefined) return
    this.more = false
    const generation = this.#generation
    const result = await this.#inbox.search({ ...this.#args(this.query, this.scope), before })
    if (generation !== this.#generation || !result.ok) return
    this.found = [...this.found, ...result.value.found]
    this.more = result.value.more
  }

  readonly leave = (): void => {
    this.text = ''
    this.scope = undefined
  }

  async #run(query: string, scope: Pubkey | undefined): Promise<void> {
    const generation = this.#generation
    const [messages, people] = await Promise.all([
      this.#inbox.search(this.#args(query, scope)),
      scope === undefined ? this.#inbox.conversations({ limit: PEOPLE, query }) : undefined
    ])
    if (generation !== this.#generation) return
    this.failed = messages.ok ? undefined : messages.error.code
    this.found = messages.ok ? messages.value.found : []
    this.more = messages.ok && messages.value.more
    this.people = people?.ok === true ? people.value.conversations : []
    this.answered = query
  }

  #args(query: string, scope: Pubkey | undefined) {
    return { query, limit: PAGE, ...(scope === undefined ? {} : { pubkey: scope }) }
  }

  #clear(): void {
    this.found = []
    this.people = []
    this.more = false
    this.answered = undefined
    this.failed = undefined
  }
}
