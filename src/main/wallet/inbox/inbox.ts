import type { Millis } from '../../../shared/domain/ids'
import type { Conversation, OfflineGap } from '../../../shared/domain/message'
import { keyOf, senderOf } from '../../../shared/domain/sender'
import { sat } from '../../../shared/money'
import { fail, ok } from '../../../shared/result'
import type { ConversationRow } from '../../store/conversations'
import type { Store } from '../../store/store'
import type { ThreadWindow, WindowAt } from '../../store/threads'
import type { InboxCalls } from '../api'
import type { Changes } from '../changes'
import type { Clock } from '../../clock'
import type { MessageIndexer } from './message-indexer'
import { lastLine } from './last-line'
import type { MessageView } from './message-view'
import { snippetOf } from './snippet'
import { withStreamed } from './streamed-run'

export interface InboxDeps {
  readonly store: Store
  readonly view: MessageView
  readonly indexer: MessageIndexer
  readonly clock: Clock
  readonly changes: Changes
}

const FIRST_PAGE = Number.MAX_SAFE_INTEGER

/** The person's actions on conversations: list, read, mute, name, search. */
export class Inbox implements InboxCalls {
  readonly #deps: InboxDeps

  constructor(deps: InboxDeps) {
    this.#deps = deps
  }

  conversations: InboxCalls['conversations'] = ({ limit, order, before, query }) => {
    const { conversations } = this.#deps.store
    const sought = query?.trim() ?? ''
    const { rows, more } =
      sought === '' ? conversations.list(limit, { order, before }) : conversations.find(sought, limit, before)
    return ok({ conversations: rows.map((row) => this.#conversationOf(row)), more })
  }

  conversation: InboxCalls['conversation'] = ({ pubkey }) => {
    const row = this.#deps.store.conversations.get(pubkey)
    return ok(row === undefined ? undefined : this.#conversationOf(row))
  }

  thread: InboxCalls['thread'] = ({ pubkey, limit, at }) => {
    const { store, view } = this.#deps
    const window = store.threads.window(pubkey, limit, at)
    return ok({
      messages: window.messages.map((message) => view.of(message)),
      machine: window.runs.map((run) => withStreamed(store, run)),
      gaps: this.#gapsOf(window, at),
      older: window.older,
      newer: window.newer
    })
  }

  machineRun: InboxCalls['machineRun'] = ({ pubkey, fromSeq, toSeq, limit }) => {
    const { store, view } = this.#deps
    return ok(store.threads.machine(pubkey, fromSeq, toSeq, limit).map((message) => view.of(message)))
  }

  search: InboxCalls['search'] = ({ query, pubkey, limit, before }) => {
    this.#deps.indexer.beforeSearch()
    const { rows, more } = this.#deps.store.messageSearch.find(query, pubkey, limit, before ?? FIRST_PAGE)
    const found = rows.map(({ seq, from, petname, direction, at, text }) => ({
      seq,
      from,
      direction,
      at,
      name: petname,
      snippet: snippetOf(text, query)
    }))
    return ok({ found, more })
  }

  markRead: InboxCalls['markRead'] = ({ pubkey, upToSeq }) => {
    const { store, changes } = this.#deps
    const written = store.write(() => store.conversations.markRead(pubkey, upToSeq))
    if (written.ok && written.value) changes.conversations([pubkey])
    return ok(undefined)
  }

  markAllRead: InboxCalls['markAllRead'] = () => {
    const { store, changes } = this.#deps
    const written = store.write(() => store.conversations.markAllRead())
    if (written.ok && written.value.length > 0) changes.conversations(written.value)
    return ok(undefined)
  }

  setSender: InboxCalls['setSender'] = ({ pubkey, petname, muted, minSats }) => {
    const { store, changes } = this.#deps
    const written = store.write(() => {
      store.senders.setSettings(pubkey, { petname: petname.trim(), muted, minSats })
    })
    if (!written.ok) return written
    changes.conversations([pubkey])
    return ok(undefined)
  }

  tellApart: InboxCalls['tellApart'] = ({ pubkey, other }) => {
    const { store, changes } = this.#deps
    const written = store.write(() => {
      store.lookalikes.tellApart(pubkey, other)
    })
    if (!written.ok) return written
    // The mark of each key, proven or claimed, may be gone.
    changes.conversations(
      [pubkey, other].flatMap((key) => [senderOf(keyOf(key), false), senderOf(keyOf(key), true)])
    )
    return ok(undefined)
  }

  data: InboxCalls['data'] = (id) => {
    const { store } = this.#deps
    const message = store.messages.get(id)
    const bytes = store.messages.data(id)
    if (message === undefined || bytes === undefined) return fail('not-found')
    return ok({ bytes, extension: message.text === '' && bytes.byteLength > 0 ? 'bin' : 'txt' })
  }

  #conversationOf(row: ConversationRow): Conversation {
    const { store } = this.#deps
    const { lookalikes } = store
    const claimsToBe = lookalikes.claimedBy(row.sender.pubkey)
    const looksLike = lookalikes.like(row.sender.pubkey)
    return {
      ...conversationOf(row),
      lastLine: lastLine(store, row),
      ...(claimsToBe === undefined ? {} : { claimsToBe }),
      ...(looksLike === undefined ? {} : { looksLike })
    }
  }

  /**
   * The gaps within the time span of a window. The span includes the entry that the window was requested from, and ends
   * now if the window is the end of the thread.
   */
  #gapsOf({ messages, runs, newer }: ThreadWindow, at: WindowAt | undefined): OfflineGap[] {
    const { store, clock } = this.#deps
    const named = at === undefined || at.kind === 'around' ? undefined : store.messages.receivedAt(at.seq)
    const first = earliest(messages[0]?.receivedAt, runs[0]?.firstAt) ?? named
    const last = latest(messages.at(-1)?.receivedAt, runs.at(-1)?.lastAt) ?? named
    if (first === undefined || last === undefined) return []
    const from = at?.kind === 'after' ? (named ?? first) : first
    const to = at?.kind === 'before' ? (named ?? last) : newer ? last : Math.max(clock.now(), last)
    return store.gaps.between(from, to)
  }
}

const earliest = (a: Millis | undefined, b: Millis | undefined): Millis | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.min(a, b)
const latest = (a: Millis | undefined, b: Millis | undefined): Millis | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.max(a, b)

function conversationOf({
  sender,
  lastSeq,
  lastAt,
  lastKind,
  firstUnreadSeq
}: ConversationRow): Omit<Conversation, 'lastLine'> {
  const { pubkey, name, settings, contact, unread, receivedSat, machineCount } = sender
  return {
    pubkey,
    name,
    contact,
    sender: settings,
    lastSeq,
    lastAt,
    lastKind,
    unread,
    firstUnreadSeq,
    machineCount,
    receivedSat: sat(receivedSat)
  }
}
