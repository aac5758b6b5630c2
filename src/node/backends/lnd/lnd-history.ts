import * as v from 'valibot'
import { BigIntText } from './columns'
import type { SqliteDatabase } from './sqlite'

/** `index_offset` is text: a JavaScript number cannot hold every int64. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS lnd_history (
    only INTEGER PRIMARY KEY CHECK (only = 1), latest_hash TEXT NOT NULL, index_offset TEXT NOT NULL
  );
`

const HistoryRow = v.object({ latest_hash: v.string(), index_offset: BigIntText })

/**
 * Shows whether LND still has the invoices that were read. An LND that was restored from its seed has none, and numbers
 * settled invoices from 1 again. The node continues to count upwards, so that its clients miss nothing.
 */
export class LndHistory {
  readonly #database: SqliteDatabase

  constructor(database: SqliteDatabase) {
    this.#database = database
    database.exec(SCHEMA)
  }

  /** The payment hash of the latest settled invoice that was read; undefined if there is none. */
  latestHash(): string | undefined {
    const hash = this.#row().latest_hash
    return hash === '' ? undefined : hash
  }

  /** The offset that the node adds to LND's settle index. */
  indexOffset(): bigint {
    return this.#row().index_offset
  }

  setLatestHash(paymentHash: string): void {
    this.#write(paymentHash, this.indexOffset())
  }

  /** `indexOffset`: the highest settle index that was reported to clients. */
  beginAgain(indexOffset: bigint): void {
    this.#write('', indexOffset)
  }

  #row(): v.InferOutput<typeof HistoryRow> {
    const row = this.#database.prepare('SELECT latest_hash, index_offset FROM lnd_history').get()
    return row === undefined ? { latest_hash: '', index_offset: 0n } : v.parse(HistoryRow, row)
  }

  #write(latestHash: string, indexOffset: bigint): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO lnd_history VALUES (1, ?, ?)')
      .run(latestHash, indexOffset.toString())
  }
}
