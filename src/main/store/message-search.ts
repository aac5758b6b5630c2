import type { Millis, Pubkey } from '../../shared/domain/ids'
import type { Database, SqlValue } from './database'
import type { MessageIndex } from './message-index'
import type { Row } from './row'
import { SHOWN_NAME } from './senders'
import { ftsPhrase, isIndexed, likePattern, searchTerms } from './search-terms'

export interface FoundRow {
  readonly seq: number
  readonly from: Pubkey
  /** The one to show, see SHOWN_NAME. */
  readonly petname: string
  readonly direction: 'in' | 'out'
  readonly at: Millis
  /** The beginning of the text. */
  readonly text: string
}

/**
 * Terms of one or two characters are not in the trigram index. They are searched only in this many of the latest
 * messages.
 */
const SHORT_TERMS_LOOK_BACK = 20_000

/** Full-text search over the messages of people, newest first. */
export class MessageSearch {
  constructor(
    private readonly database: Database,
    private readonly index: MessageIndex
  ) {}

  find(
    query: string,
    pubkey: Pubkey | undefined,
    limit: number,
    before: number
  ): { readonly rows: readonly FoundRow[]; readonly more: boolean } {
    const terms = searchTerms(query)
    if (terms.length === 0) return { rows: [], more: false }
    const wanted = limit + 1
    const indexedUpTo = this.index.indexedUpTo
    const allShort = !terms.some(isIndexed)
    const from = allShort ? Math.min(indexedUpTo, this.latest(before) - SHORT_TERMS_LOOK_BACK) : indexedUpTo
    const found = this.scanMessages(terms, pubkey, from, before, wanted)
    if (found.length < wanted && !allShort) {
      found.push(...this.searchIndex(terms, pubkey, Math.min(before, indexedUpTo + 1), wanted - found.length))
    }
    return { rows: found.slice(0, limit).map(foundOf), more: found.length > limit }
  }

  /** Scans the text of messages above a seq, which are not indexed yet. */
  private scanMessages(
    terms: readonly string[],
    pubkey: Pubkey | undefined,
    above: number,
    before: number,
    limit: number
  ): Row[] {
    return this.select(
      'messages m',
      `m.seq > ? AND m.seq < ? AND m.kind IN ('text', 'invoice') ${like(terms)}`,
      [above, before, ...terms.map(likePattern)],
      pubkey,
      'm.seq',
      limit
    )
  }

  /** Searches the index for the terms it can hold, and checks the shorter terms in the rows found. */
  private searchIndex(
    terms: readonly string[],
    pubkey: Pubkey | undefined,
    before: number,
    limit: number
  ): Row[] {
    const short = terms.filter((term) => !isIndexed(term))
    const match = terms.filter(isIndexed).map(ftsPhrase).join(' AND ')
    return this.select(
      'messages_fts f CROSS JOIN messages m ON m.seq = f.rowid',
      `f.text MATCH ? AND f.rowid < ? ${like(short)}`,
      [match, before, ...short.map(likePattern)],
      pubkey,
      'f.rowid',
      limit
    )
  }

  private select(
    from: string,
    where: string,
    values: readonly SqlValue[],
    pubkey: Pubkey | undefined,
    newestBy: string,
    limit: number
  ): Row[] {
    const ofSender = pubkey === undefined ? '' : 'AND s.pubkey = ?'
    return this.database
      .prepare(
        `SELECT m.seq, s.pubkey, ${SHOWN_NAME}, m.direction, m.received_at, m.text
         FROM ${from} CROSS JOIN senders s ON s.id = m.sender_id
         WHERE ${where} ${ofSender} ORDER BY ${newestBy} DESC LIMIT ?`
      )
      .all(...values, ...(pubkey === undefined ? [] : [pubkey]), limit)
  }

  private latest(before: number): number {
    const latest =
      this.database.prepare('SELECT max(seq) AS seq FROM messages').one()?.optionalInt('seq') ?? 0
    return Math.min(before, latest)
  }
}

const like = (terms: readonly string[]): string => terms.map(() => `AND m.text LIKE ? ESCAPE '\\'`).join(' ')

function foundOf(row: Row): FoundRow {
  return {
    seq: row.int('seq'),
    from: row.text('pubkey') as Pubkey,
    petname: row.text('name'),
    direction: row.oneOf('direction', ['in', 'out']),
    at: row.int('received_at'),
    text: row.text('text')
  }
}
