import type { Database } from './database'

/** Length of the indexed part of a text, in UTF-16 units. */
const INDEXED = 32_768

/**
 * The full-text index over messages. Indexing costs several times as much as storing, so it runs later and in pieces.
 * Until then the search scans the messages that are not indexed.
 */
export class MessageIndex {
  private readonly selectIndexed
  private readonly updateIndexed
  private readonly selectNext
  private readonly insert
  private readonly selectLast

  constructor(database: Database) {
    this.selectIndexed = database.prepare(`SELECT value FROM counters WHERE name = 'indexed'`)
    this.updateIndexed = database.prepare(`UPDATE counters SET value = ? WHERE name = 'indexed'`)
    this.selectLast = database.prepare('SELECT max(seq) AS seq FROM messages')
    this.selectNext = database.prepare(
      `SELECT seq, kind IN ('text', 'invoice') AS searched, text,
         CASE WHEN kind IN ('text', 'invoice') THEN data END AS data
       FROM messages WHERE seq > ? ORDER BY seq LIMIT ?`
    )
    this.insert = database.prepare('INSERT INTO messages_fts (rowid, text) VALUES (?, ?)')
  }

  /** All messages up to and including this seq are indexed. */
  get indexedUpTo(): number {
    return this.selectIndexed.one()?.int('value') ?? 0
  }

  get isComplete(): boolean {
    return this.indexedUpTo >= (this.selectLast.one()?.optionalInt('seq') ?? 0)
  }

  /** Indexes up to `count` more messages. Call it inside a transaction. */
  indexNext(count: number): void {
    const rows = this.selectNext.all(this.indexedUpTo, count)
    for (const row of rows) {
      if (!row.flag('searched')) continue
      const data = row.optionalBytes('data')
      // `messages.text` holds only the beginning if the whole text is stored in `data`.
      const text =
        data === undefined ? row.text('text') : new TextDecoder().decode(data.subarray(0, 4 * INDEXED))
      this.insert.run(row.int('seq'), text.slice(0, INDEXED))
    }
    const last = rows.at(-1)
    if (last !== undefined) this.updateIndexed.run(last.int('seq'))
  }
}
