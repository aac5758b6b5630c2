import type { Millis, Pubkey } from '../../shared/domain/ids'
import type { ConversationCursor, InboxOrder, MessageKind } from '../../shared/domain/message'
import { senderOf } from '../../shared/domain/sender'
import type { Database } from './database'
import { MESSAGE_KINDS } from './message-row'
import { foldName, likePattern } from './search-terms'
import type { Row } from './row'
import {
  IDS_BY_SHOWN_NAME,
  SENDER_COLUMNS,
  senderRowOf,
  type SenderRow,
  type SendersRepository
} from './senders'

export interface ConversationRow {
  readonly sender: SenderRow
  readonly lastSeq: number
  readonly lastAt: Millis
  readonly lastKind: MessageKind
  readonly lastServiceType: string
  readonly lastDirection: 'in' | 'out'
  /** The beginning of the last message. */
  readonly lastText: string
  readonly firstUnreadSeq: number | undefined
}

const COLUMNS = `${SENDER_COLUMNS}, m.kind, m.service_type, m.text, m.direction,
  CASE WHEN s.unread > 0 THEN (
    SELECT u.seq FROM messages u
    WHERE u.sender_id = s.id AND u.kind <> 'machine' AND u.direction = 'in' AND u.seq > s.read_seq
    ORDER BY u.seq LIMIT 1
  ) END AS first_unread`

export interface ConversationPage {
  readonly rows: readonly ConversationRow[]
  readonly more: boolean
}

/** Bounds of all keys that begin with `text`. */
const startingWith = (text: string): [string, string] => [text, `${text}\u{10ffff}`]

/** The cursor above the whole list, in both orders. */
const TOP: ConversationCursor = { contact: true, lastSeq: Number.MAX_SAFE_INTEGER }

/** Conversations and their read positions. */
export class ConversationsRepository {
  private readonly selectPage
  private readonly selectContactsFirst
  private readonly selectFound
  private readonly selectOne
  private readonly countUnreadUpTo
  private readonly updateRead
  private readonly selectUnread
  private readonly updateAllRead

  constructor(
    database: Database,
    private readonly senders: SendersRepository
  ) {
    const from = 'FROM senders s JOIN messages m ON m.seq = s.last_seq'
    const order = 'ORDER BY s.last_seq DESC LIMIT ?'
    this.selectPage = database.prepare(`SELECT ${COLUMNS} ${from} WHERE s.last_seq < ? ${order}`)
    this.selectContactsFirst = database.prepare(
      `SELECT ${COLUMNS} ${from} WHERE s.last_seq IS NOT NULL AND (s.contact, s.last_seq) < (?, ?)
       ORDER BY s.contact DESC, s.last_seq DESC LIMIT ?`
    )
    this.selectFound = database.prepare(
      `SELECT ${COLUMNS} ${from} WHERE s.last_seq < ? AND s.id IN (
         ${IDS_BY_SHOWN_NAME}
         UNION SELECT id FROM senders WHERE pubkey >= ? AND pubkey < ?
         UNION SELECT id FROM senders WHERE pubkey >= ? AND pubkey < ?
       ) ${order}`
    )
    this.selectOne = database.prepare(`SELECT ${COLUMNS} ${from} WHERE s.pubkey = ?`)
    this.countUnreadUpTo = database.prepare(
      `SELECT count(*) AS count FROM messages
       WHERE sender_id = ? AND kind <> 'machine' AND direction = 'in' AND seq > ? AND seq <= ?`
    )
    this.updateRead = database.prepare(
      'UPDATE senders SET read_seq = ?, unread = max(0, unread - ?) WHERE id = ?'
    )
    this.selectUnread = database.prepare('SELECT pubkey FROM senders WHERE unread > 0')
    this.updateAllRead = database.prepare(
      'UPDATE senders SET read_seq = (SELECT max(seq) FROM messages), unread = 0 WHERE unread > 0'
    )
  }

  /** A page of the list, from below the conversation `before`, or from the top. */
  list(
    limit: number,
    {
      order = 'newest',
      before = TOP
    }: { readonly order?: InboxOrder | undefined; readonly before?: ConversationCursor | undefined } = {}
  ): ConversationPage {
    switch (order) {
      case 'newest':
        return pageOf(this.selectPage.all(before.lastSeq, limit + 1), limit)
      case 'contacts-first':
        return pageOf(this.selectContactsFirst.all(before.contact ? 1 : 0, before.lastSeq, limit + 1), limit)
    }
  }

  /** A page of the conversations whose shown petname contains `query` or whose key begins with it, newest first. */
  find(query: string, limit: number, before: ConversationCursor = TOP): ConversationPage {
    const name = likePattern(foldName(query))
    const rows = this.selectFound.all(
      before.lastSeq,
      name,
      name,
      ...startingWith(query),
      ...startingWith(senderOf(query, true)),
      limit + 1
    )
    return pageOf(rows, limit)
  }

  /** Undefined if there is no message with this sender. */
  get(pubkey: Pubkey): ConversationRow | undefined {
    const row = this.selectOne.one(pubkey)
    return row === undefined ? undefined : conversationOf(row)
  }

  /** Returns whether anything became read. */
  markRead(pubkey: Pubkey, upToSeq: number): boolean {
    const sender = this.senders.get(pubkey)
    if (sender === undefined || upToSeq <= sender.readSeq) return false
    const newlyRead = this.countUnreadUpTo.one(sender.id, sender.readSeq, upToSeq)?.int('count') ?? 0
    this.updateRead.run(upToSeq, newlyRead, sender.id)
    return newlyRead > 0
  }

  /** Returns the conversations that had unread messages. */
  markAllRead(): Pubkey[] {
    const unread = this.selectUnread.all().map((row) => row.text('pubkey') as Pubkey)
    this.updateAllRead.run()
    return unread
  }
}

/** `rows` has one row more than the page if there are more. */
function pageOf(rows: readonly Row[], limit: number): ConversationPage {
  return { rows: rows.slice(0, limit).map(conversationOf), more: rows.length > limit }
}

function conversationOf(row: Row): ConversationRow {
  const sender = senderRowOf(row)
  if (sender.lastSeq === undefined || sender.lastAt === undefined) throw new Error('conversation without end')
  return {
    sender,
    lastSeq: sender.lastSeq,
    lastAt: sender.lastAt,
    lastKind: row.oneOf('kind', MESSAGE_KINDS),
    lastServiceType: row.text('service_type'),
    lastDirection: row.oneOf('direction', ['in', 'out']),
    lastText: row.text('text'),
    firstUnreadSeq: row.optionalInt('first_unread')
  }
}
