import type { Millis, Pubkey } from '../../shared/domain/ids'
import type { Database } from './database'
import { ftsPhrase, isIndexed, likePattern, searchTerms } from './search'

export interface FoundRow {
  readonly seq: number
  readonly from: Pubkey
  readonly petname: string
  readonly direction: 'in' | 'out'
  readonly at: Millis
  /** The beginning of the text. */
  readonly text: string
}

/** One or two letters are looked for only in so many of the latest messages: the index does not know them. */
const SHORT_TERMS_LOOK_BACK = 20_000

/** Full-text search over what people wrote, newest first. */
export class MessageSearch {
  constructor(private readonly database: Database) {}

  find(
    query: string,
    pubkey: Pubkey | undefined,
    limit: number,
    before: number
  ): { readonly rows: readonly FoundRow[]; readonly more: boolean } {
    const terms = searchTerms(query)
    if (terms.length === 0) return { rows: [], more: false }
    const indexed = terms.filter(isIndexed)
    const short = terms.filter((term) => !isIndexed(term))
    const conditions = ['m.seq < ?', ...short.map(() => `m.text LIKE ? ESCAPE '\\'`)]
    const values: (string | number)[] = [before, ...short.map(likePattern)]
    if (pubkey !== undefined) {
      conditions.push('s.pubkey = ?')
      values.push(pubkey)
    }
    if (indexed.length > 0) {
      // The same bound again for the index itself, which then starts there.
      conditions.push('f.text MATCH ?', 'f.rowid < ?')
      values.push(indexed.map(ftsPhrase).join(' AND '), before)
    } else {
      conditions.push(`m.kind IN ('text', 'invoice')`, 'm.seq > ?')
      values.push(this.latest(before) - SHORT_TERMS_LOOK_BACK)
    }
    const found = this.database
      .prepare(
        `SELECT m.seq, s.pubkey, s.petname, m.direction, m.received_at, m.text
         FROM ${indexed.length > 0 ? 'messages_fts f CROSS JOIN messages m ON m.seq = f.rowid' : 'messages m'}
         CROSS JOIN senders s ON s.id = m.sender_id
         WHERE ${conditions.join(' AND ')}
         ORDER BY ${indexed.length > 0 ? 'f.rowid' : 'm.seq'} DESC LIMIT ?`
      )
      .all(...values, limit + 1)
    const rows = found.slice(0, limit).map((row): FoundRow => ({
      seq: row.int('seq'),
      from: row.text('pubkey') as Pubkey,
      petname: row.text('petname'),
      direction: row.oneOf('direction', ['in', 'out']),
      at: row.int('received_at'),
      text: row.text('text')
    }))
    return { rows, more: found.length > limit }
  }

  private latest(before: number): number {
    const latest =
      this.database.prepare('SELECT max(seq) AS seq FROM messages').one()?.optionalInt('seq') ?? 0
    return Math.min(before, latest)
  }
}
