import * as v from 'valibot'
import { BigIntText, Bytes, Count } from './columns'
import type { SqliteDatabase, SqliteStatement } from './sqlite'

/** Amounts are text: a JavaScript number cannot hold every int64. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS part (
    sender TEXT NOT NULL, first_hash TEXT NOT NULL, number INTEGER NOT NULL, total INTEGER NOT NULL,
    data BLOB NOT NULL, amount_sat TEXT NOT NULL,
    PRIMARY KEY (sender, first_hash, number)
  );
`

const PartRow = v.object({ number: Count, data: Bytes, amount_sat: BigIntText })

export interface MessagePart {
  /** The proven public key, or the claimed one after `claimed:`. */
  readonly sender: string
  /** The payment hash of the first part. */
  readonly firstHash: string
  /** The number of the part, from 1. */
  readonly number: number
  readonly total: number
  readonly data: Buffer
  readonly amountSat: bigint
}

/** The parts of received messages that are not complete. */
export class PartJournal {
  readonly #add: SqliteStatement
  readonly #all: SqliteStatement
  readonly #remove: SqliteStatement

  constructor(database: SqliteDatabase) {
    database.exec(SCHEMA)
    this.#add = database.prepare('INSERT OR IGNORE INTO part VALUES (?, ?, ?, ?, ?, ?)')
    this.#all = database.prepare(
      'SELECT * FROM part WHERE sender = ? AND first_hash = ? AND total = ? ORDER BY number'
    )
    this.#remove = database.prepare('DELETE FROM part WHERE sender = ? AND first_hash = ?')
  }

  /** Stores a part. Returns all parts in order as soon as none is missing, and forgets them. */
  add(part: MessagePart): readonly MessagePart[] | undefined {
    this.#add.run(part.sender, part.firstHash, part.number, part.total, part.data, part.amountSat.toString())
    const rows = this.#all.all(part.sender, part.firstHash, part.total).map((row) => v.parse(PartRow, row))
    if (rows.length < part.total) return undefined
    this.#remove.run(part.sender, part.firstHash)
    return rows.map(({ number, data, amount_sat }) => ({ ...part, number, data, amountSat: amount_sat }))
  }
}
