import * as v from 'valibot'
import { msat } from '../../../shared/money'
import type { SettledInvoice } from '../../backend'
import type { NodeMessage } from '../../messages'
import { BigIntText, Bytes, Count } from './columns'
import { LndHistory } from './lnd-history'
import { PartJournal } from './part-journal'
import { SentJournal } from './sent-journal'
import type { SqliteDatabase, SqliteStatement } from './sqlite'

/** Amounts and indexes are text: a JavaScript number cannot hold every int64. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS cursor (only INTEGER PRIMARY KEY CHECK (only = 1), settle_index TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS message (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    proof TEXT UNIQUE,
    reply_to_id TEXT NOT NULL,
    from_pubkey TEXT NOT NULL,
    claimed_pubkey TEXT NOT NULL,
    data BLOB NOT NULL,
    service_type TEXT NOT NULL,
    amount_sat TEXT NOT NULL,
    settled_at INTEGER NOT NULL,
    payment_hash TEXT NOT NULL,
    settle_index TEXT NOT NULL
  );
  CREATE TABLE IF NOT EXISTS settled_invoice (
    settle_index INTEGER PRIMARY KEY, payment_hash TEXT NOT NULL, bolt11 TEXT NOT NULL,
    amount_msat TEXT NOT NULL, settled_at INTEGER NOT NULL
  );
`

const CursorRow = v.object({ settle_index: BigIntText })
const MessageRow = v.object({
  id: v.string(),
  reply_to_id: v.string(),
  from_pubkey: v.string(),
  claimed_pubkey: v.string(),
  data: Bytes,
  service_type: v.string(),
  amount_sat: BigIntText,
  settled_at: Count,
  payment_hash: v.string(),
  settle_index: BigIntText
})
const LastRow = v.object({ settle_index: Count })
const SettledRow = v.object({
  settle_index: Count,
  payment_hash: v.string(),
  bolt11: v.string(),
  amount_msat: BigIntText,
  settled_at: Count
})

/** The node's records of one LND: its cursor, and the received and sent messages. */
export class Journal {
  /** Messages of this node. */
  readonly sent: SentJournal
  readonly history: LndHistory
  readonly parts: PartJournal
  readonly #database: SqliteDatabase
  readonly #statements = new Map<string, SqliteStatement>()

  constructor(database: SqliteDatabase) {
    this.#database = database
    database.exec('PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
    // In one transaction, because each one waits for the disk.
    const { sent, history, parts } = this.transaction(() => {
      database.exec(SCHEMA)
      return {
        sent: new SentJournal(database),
        history: new LndHistory(database),
        parts: new PartJournal(database)
      }
    })
    this.sent = sent
    this.history = history
    this.parts = parts
  }

  /** Runs `work` in one transaction. @throws what `work` throws; then nothing is written */
  transaction<T>(work: () => T): T {
    this.#database.exec('BEGIN IMMEDIATE')
    try {
      const value = work()
      this.#database.exec('COMMIT')
      return value
    } catch (error) {
      this.#database.exec('ROLLBACK')
      throw error
    }
  }

  /** Every invoice up to this settle index is in the journal. Undefined before the first start. */
  cursor(): bigint | undefined {
    const row = this.#prepared('SELECT settle_index FROM cursor').get()
    return row === undefined ? undefined : v.parse(CursorRow, row).settle_index
  }

  setCursor(settleIndex: bigint): void {
    this.#prepared('INSERT OR REPLACE INTO cursor VALUES (1, ?)').run(settleIndex.toString())
  }

  /** Returns false if a message with this id or proof is in the journal already. */
  addMessage(message: NodeMessage, proof: string | undefined): boolean {
    const known = this.#prepared('SELECT 1 AS known FROM message WHERE id = ? OR proof = ?').get(
      message.id,
      proof ?? null
    )
    if (known !== undefined) return false
    this.#prepared(
      `INSERT INTO message (id, proof, reply_to_id, from_pubkey, claimed_pubkey, data, service_type, amount_sat,
          settled_at, payment_hash, settle_index) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
    ).run(
      message.id,
      proof ?? null,
      message.replyToId,
      message.from?.pubkey ?? '',
      message.claimedPubkey,
      message.data,
      message.serviceType,
      message.amountSat.toString(),
      message.settledAt,
      message.paymentHash,
      message.settleIndex.toString()
    )
    return true
  }

  /** All messages after the one with this id, oldest first; all messages if there is none with this id. */
  messagesAfter(id: string): readonly NodeMessage[] {
    return this.#prepared(
      'SELECT * FROM message WHERE position > coalesce((SELECT position FROM message WHERE id = ?), 0) ORDER BY position'
    )
      .all(id)
      .map((row) => messageOf(v.parse(MessageRow, row)))
  }

  /** Returns false if the invoice is already in the journal. */
  addSettled(invoice: SettledInvoice): boolean {
    const known = this.#prepared('SELECT 1 AS known FROM settled_invoice WHERE settle_index = ?').get(
      invoice.settleIndex
    )
    if (known !== undefined) return false
    this.#prepared('INSERT INTO settled_invoice VALUES (?, ?, ?, ?, ?)').run(
      invoice.settleIndex,
      invoice.paymentHash,
      invoice.bolt11,
      invoice.amountMsat.toString(),
      invoice.settledAt
    )
    return true
  }

  /** Called when LND has lost the invoices that were read and begins again with the settle index 1. */
  beginAgain(): void {
    this.transaction(() => {
      const last = this.#prepared(
        'SELECT settle_index FROM settled_invoice ORDER BY settle_index DESC LIMIT 1'
      ).get()
      const told = last === undefined ? 0n : BigInt(v.parse(LastRow, last).settle_index)
      const read = (this.cursor() ?? 0n) + this.history.indexOffset()
      this.history.beginAgain(told > read ? told : read)
      this.setCursor(0n)
    })
  }

  settledAfter(settleIndex: bigint): readonly SettledInvoice[] {
    return this.#prepared('SELECT * FROM settled_invoice WHERE settle_index > ? ORDER BY settle_index')
      .all(settleIndex)
      .map((row) => {
        const { settle_index, payment_hash, bolt11, amount_msat, settled_at } = v.parse(SettledRow, row)
        return {
          settleIndex: BigInt(settle_index),
          paymentHash: payment_hash,
          bolt11,
          amountMsat: msat(amount_msat),
          settledAt: settled_at
        }
      })
  }

  close(): void {
    this.#statements.clear()
    this.#database.close()
  }

  /** Compiles each statement once, because a replay of thousands runs the same few. */
  #prepared(sql: string): SqliteStatement {
    const known = this.#statements.get(sql)
    if (known !== undefined) return known
    const statement = this.#database.prepare(sql)
    this.#statements.set(sql, statement)
    return statement
  }
}

function messageOf(row: v.InferOutput<typeof MessageRow>): NodeMessage {
  return {
    id: row.id,
    replyToId: row.reply_to_id,
    from: row.from_pubkey === '' ? undefined : { pubkey: row.from_pubkey, did: '' },
    claimedPubkey: row.claimed_pubkey,
    data: row.data,
    serviceType: row.service_type,
    amountSat: row.amount_sat,
    settledAt: row.settled_at,
    paymentHash: row.payment_hash,
    settleIndex: row.settle_index
  }
}
