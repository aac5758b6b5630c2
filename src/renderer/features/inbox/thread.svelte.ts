import { tick } from 'svelte'
import type { Pubkey } from '../../../shared/domain/ids'
import type { Conversation, Message, OfflineGap } from '../../../shared/domain/message'
import type { ImpApi } from '../../../shared/ipc/contract'
import { continueRuns, entriesOf, threadItems, type ThreadWindow } from './thread-items'

/** Entries per request, and the maximum kept: pages far from the visible ones are released. */
const PAGE = 60
const MOST = 300

const NOTHING: ThreadWindow = { messages: [], runs: [], gaps: [], atEnd: true, newFrom: undefined }

type Page = Extract<Awaited<ReturnType<ImpApi['inbox']['thread']>>, { ok: true }>['value']
type Anchor = NonNullable<Parameters<ImpApi['inbox']['thread']>[0]['at']>

/**
 * One open thread: a window of its messages, which grows at the end the person scrolls to and follows new messages.
 * `shift` tells a virtual list that rows were added or removed at the start, so that the visible rows keep their place.
 */
export class ThreadModel {
  readonly pubkey: Pubkey
  ready = $state(false)
  /** The error code if main could not read the thread. */
  failed = $state.raw<string | undefined>()
  older = $state(false)
  newer = $state(false)
  shift = $state(false)
  readonly items = $derived.by(() => threadItems(this.#window))

  #window = $state.raw<ThreadWindow>(NOTHING)
  readonly #inbox: ImpApi['inbox']
  #readUpTo: number
  #busy = false
  #followAgain = false
  #generation = 0

  constructor(inbox: ImpApi['inbox'], conversation: Conversation) {
    this.#inbox = inbox
    this.pubkey = conversation.pubkey
    const { firstUnreadSeq } = conversation
    this.#readUpTo = firstUnreadSeq === undefined ? conversation.lastSeq : firstUnreadSeq - 1
    this.#window = { ...NOTHING, newFrom: firstUnreadSeq }
  }

  /** Loads the messages around one message, or the end of the thread. */
  async open(around?: number): Promise<void> {
    const generation = ++this.#generation
    this.#busy = true
    const page = await this.#ask(around === undefined ? undefined : { kind: 'around', seq: around })
    if (generation !== this.#generation) return
    this.#busy = false
    if (page === undefined) return
    this.shift = false
    this.older = page.older
    this.newer = page.newer
    this.#window = {
      messages: page.messages,
      runs: page.machine,
      gaps: page.gaps,
      atEnd: !page.newer,
      newFrom: this.#window.newFrom
    }
    this.ready = true
    if (this.#followAgain) await this.follow(true)
  }

  async loadOlder(): Promise<void> {
    const first = firstSeq(this.#window)
    if (!this.older || first === undefined) return
    await this.#load({ kind: 'before', seq: first }, async (page) => {
      this.shift = true
      this.older = page.older
      this.#window = {
        ...this.#window,
        messages: [...page.messages, ...this.#window.messages],
        runs: [...page.machine, ...this.#window.runs],
        gaps: joinGaps(page.gaps, this.#window.gaps)
      }
      // A virtual list can handle a change at only one end at a time.
      await tick()
      this.shift = false
      this.#releaseNewest()
    })
  }

  async loadNewer(): Promise<void> {
    const last = lastSeq(this.#window)
    if (!this.newer || last === undefined) return
    await this.#load({ kind: 'after', seq: last }, (page) => this.#append(page))
  }

  /**
   * New messages arrived. Adds them if the end of the thread is loaded; otherwise they are loaded by scrolling there.
   * `seen`: the person is looking, so no line for new messages is needed.
   */
  async follow(seen: boolean): Promise<void> {
    if (!this.ready || this.#busy) {
      this.#followAgain = true
      return
    }
    this.#followAgain = false
    if (this.newer) return
    const last = lastSeq(this.#window)
    await this.#load(last === undefined ? undefined : { kind: 'after', seq: last }, async (page) => {
      const arrived = page.messages.find((message) => message.direction === 'in' && !message.read)
      const { newFrom } = this.#window
      if (!seen && arrived !== undefined && (newFrom === undefined || newFrom <= this.#readUpTo)) {
        this.#window = { ...this.#window, newFrom: arrived.seq }
      }
      await this.#append(page)
    })
    if (this.#followAgain) await this.follow(seen)
  }

  /** Takes over the new states of our messages. */
  take(changed: readonly Message[]): void {
    const { messages } = this.#window
    const now = (seq: number) => changed.find((message) => message.seq === seq)
    if (!messages.some(({ seq }) => now(seq) !== undefined)) return
    this.#window = { ...this.#window, messages: messages.map((message) => now(message.seq) ?? message) }
  }

  /** The person saw everything up to here, in a window with the focus. */
  async saw(seq: number): Promise<void> {
    if (seq <= this.#readUpTo) return
    this.#readUpTo = seq
    await this.#inbox.markRead({ pubkey: this.pubkey, upToSeq: seq })
  }

  /** The row of a message or of its run; -1 if it is not loaded. */
  indexOf(seq: number): number {
    return this.items.findIndex((item) => {
      if (item.kind === 'message') return item.message.seq === seq
      return item.kind === 'machine' && item.run.firstSeq <= seq && seq <= item.run.lastSeq
    })
  }

  get firstNewIndex(): number {
    return this.items.findIndex((item) => item.splits.some((split) => split.kind === 'new'))
  }

  /** The last sequence number in a row. */
  seqAt(index: number): number | undefined {
    const item = this.items[index]
    if (item === undefined || item.kind === 'tail') return lastSeq(this.#window)
    return item.kind === 'message' ? item.message.seq : item.run.lastSeq
  }

  async #append(page: Page): Promise<void> {
    const { messages, runs, gaps } = this.#window
    this.shift = false
    this.newer = page.newer
    this.#window = {
      ...this.#window,
      messages: [...messages, ...page.messages],
      runs: continueRuns(runs, page.machine),
      gaps: joinGaps(gaps, page.gaps),
      atEnd: !page.newer
    }
    await tick()
    this.#releaseOldest()
  }

  #releaseNewest(): void {
    const entries = entriesOf(this.#window)
    const last = entries[MOST - 1]
    if (entries.length <= MOST || last === undefined) return
    const { messages, runs, gaps } = this.#window
    this.newer = true
    this.#window = {
      ...this.#window,
      messages: messages.filter(({ seq }) => seq <= last.seq),
      runs: runs.filter(({ firstSeq }) => firstSeq <= last.seq),
      gaps: gaps.filter(({ from }) => from <= last.lastAt),
      atEnd: false
    }
  }

  #releaseOldest(): void {
    const entries = entriesOf(this.#window)
    const first = entries[entries.length - MOST]
    if (entries.length <= MOST || first === undefined) return
    const { messages, runs, gaps } = this.#window
    this.shift = true
    this.older = true
    this.#window = {
      ...this.#window,
      messages: messages.filter(({ seq }) => seq >= first.seq),
      runs: runs.filter(({ firstSeq }) => firstSeq >= first.seq),
      gaps: gaps.filter(({ to }) => to >= first.at)
    }
  }

  async #load(at: Anchor | undefined, take: (page: Page) => void | Promise<void>): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    const generation = this.#generation
    const page = await this.#ask(at)
    if (generation !== this.#generation) return
    if (page !== undefined) await take(page)
    this.#busy = false
  }

  async #ask(at: Anchor | undefined): Promise<Page | undefined> {
    const result = await this.#inbox.thread({
      pubkey: this.pubkey,
      limit: PAGE,
      ...(at === undefined ? {} : { at })
    })
    this.failed = result.ok ? undefined : result.error.code
    return result.ok ? result.value : undefined
  }
}

const firstSeq = (window: ThreadWindow): number | undefined => entriesOf(window)[0]?.seq
const lastSeq = (window: ThreadWindow): number | undefined => entriesOf(window).at(-1)?.lastSeq

function joinGaps(a: readonly OfflineGap[], b: readonly OfflineGap[]): readonly OfflineGap[] {
  return [...a, ...b.filter((gap) => !a.some((held) => held.from === gap.from && held.reason === gap.reason))]
}
