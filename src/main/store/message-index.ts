import type { Database } from './database'

/** So much of a text can be found by a search, in UTF-16 units. */
const INDEXED = 32_768

/**
 * The full-text index over messages. It is written after them, in pieces, because it costs several times what the messages
 * do; until then the search looks through the messages themselves.
 */
export class MessageWords {
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

  /** The words of all messages up to this seq are in the index. */
  get indexedUpTo(): number {
    return this.selectIndexed.one()?.int('value') ?? 0
  }

  get isComplete(): boolean {
    return this.indexedUpTo >= (this.selectLast.one()?.optionalInt('seq') ?? 0)
  }

  /** Indexes so many more messages; call it inside a transaction. */
  indexNext(count: number): void {
    const rows = this.selectNext.all(this.indexedUpTo, count)
    for (const row of rows) {
      if (!row.flag('searched')) continue
      const data = row.optionalBytes('data')
      // The text beside the row is only the beginning where the whole is kept apart.
      const text =
        data === undefined ? row.text('text') : new TextDecoder().decode(data.subarray(0, 4 * INDEXED))
      this.insert.run(row.int('seq'), text.slice(0, INDEXED))
    }
    const last = rows.at(-1)
    if (last !== undefined) this.updateIndexed.run(last.int('seq'))
  }
}
