import * as v from 'valibot'
import { msat, type Msat } from '../../../shared/money'
import { BigIntText } from './columns'
import type { SqliteDatabase } from './sqlite'

/**
 * `settled`: every part of the message has arrived. `arrived_keysend` has the parts that arrived, except those of messages
 * that an earlier version settled. Amounts are text: a JavaScript number cannot hold every int64.
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS sent_message (
    id TEXT PRIMARY KEY, draft TEXT UNIQUE, content TEXT NOT NULL,
    sent_at INTEGER NOT NULL, settled INTEGER NOT NULL DEFAULT 0
  );
  CREATE INDEX IF NOT EXISTS unsettled_message ON sent_message (content) WHERE settled = 0;
  CREATE TABLE IF NOT EXISTS sent_keysend (
    payment_hash TEXT PRIMARY KEY, preimage TEXT NOT NULL, message_id TEXT NOT NULL, number INTEGER NOT NULL,
    recipient TEXT NOT NULL, amount_msat TEXT NOT NULL, sent_at INTEGER NOT NULL
  );
  CREATE TABLE IF NOT EXISTS arrived_keysend (payment_hash TEXT PRIMARY KEY, fee_msat TEXT NOT NULL);
`

const MessageRow = v.object({ id: v.string(), content: v.string(), settled: v.unknown() })
const MsatText = v.pipe(BigIntText, v.transform(msat))
const KeysendRow = v.object({
  payment_hash: v.string(),
  preimage: v.string(),
  amount_msat: MsatText,
  fee_msat: v.nullable(MsatText)
})
const KEYSENDS = `SELECT k.*, a.fee_msat FROM sent_keysend k LEFT JOIN arrived_keysend a USING (payment_hash)
  WHERE k.message_id = ? ORDER BY k.number`

/** One payment of a message. */
export interface SentKeysend {
  /** 64 hex digits each. */
  readonly paymentHash: string
  readonly preimage: string
  readonly amountMsat: Msat
}

/** A payment of a message in the journal. */
export interface KnownKeysend extends SentKeysend {
  /** The fee of the payment if it is known to have arrived. */
  readonly feeMsat: Msat | undefined
}

export interface JournalMessage {
  readonly id: string
  /** In the order of the message's parts. */
  readonly keysends: readonly KnownKeysend[]
  /** All parts have arrived. The fees may be missing if an earlier version sent them. */
  readonly settled: boolean
}

/** Identifies a message, so that a repeated request finds the earlier one. */
export interface MessageIdentity {
  /** The client's own id of the message; undefined from a client of the original API. */
  readonly draft: string | undefined
  /** A digest of the whole request. */
  readonly content: string
}

/** The messages that this node sends, with the preimages of their payments. Written before any payment is sent. */
export class SentJournal {
  readonly #database: SqliteDatabase

  constructor(database: SqliteDatabase) {
    this.#database = database
    database.exec(SCHEMA)
  }

  /** Finds the message that was begun with this identity. A draft belongs to one message forever. Without a draft, only a
   * message that has not settled is found: after that, the same text is a new message.
   * `another`: the draft was used for another message.
   */
  find({ draft, content }: MessageIdentity): JournalMessage | 'another' | undefined {
    const row =
      draft === undefined
        ? this.#database
            .prepare('SELECT * FROM sent_message WHERE content = ? AND settled = 0 AND draft IS NULL')
            .get(content)
        : this.#database.prepare('SELECT * FROM sent_message WHERE draft = ?').get(draft)
    if (row === undefined) return undefined
    const message = v.parse(MessageRow, row)
    return message.content === content ? this.#read(message) : 'another'
  }

  /** The message with this draft, whatever its content. */
  byDraft(draft: string): JournalMessage | undefined {
    const row = this.#database.prepare('SELECT * FROM sent_message WHERE draft = ?').get(draft)
    return row === undefined ? undefined : this.#read(v.parse(MessageRow, row))
  }

  #read({ id, settled }: v.InferOutput<typeof MessageRow>): JournalMessage {
    const keysends = this.#database
      .prepare(KEYSENDS)
      .all(id)
      .map((keysend) => {
        const { payment_hash, preimage, amount_msat, fee_msat } = v.parse(KeysendRow, keysend)
        return {
          paymentHash: payment_hash,
          preimage,
          amountMsat: amount_msat,
          feeMsat: fee_msat ?? undefined
        }
      })
    return { id, keysends, settled: Number(settled) === 1 }
  }

  /** Writes a message in one transaction. @throws if it cannot be written; then nothing may be sent */
  begin(message: {
    readonly id: string
    readonly identity: MessageIdentity
    readonly recipient: string
    readonly keysends: readonly SentKeysend[]
    /** Milliseconds since 1970. */
    readonly at: number
  }): void {
    const { id, identity, recipient, keysends, at } = message
    this.#database.exec('BEGIN IMMEDIATE')
    try {
      this.#database
        .prepare('INSERT INTO sent_message (id, draft, content, sent_at) VALUES (?, ?, ?, ?)')
        .run(id, identity.draft ?? null, identity.content, at)
      const insert = this.#database.prepare('INSERT INTO sent_keysend VALUES (?, ?, ?, ?, ?, ?, ?)')
      for (const [index, { paymentHash, preimage, amountMsat }] of keysends.entries()) {
        insert.run(paymentHash, preimage, id, index + 1, recipient, amountMsat.toString(), at)
      }
      this.#database.exec('COMMIT')
    } catch (error) {
      this.#database.exec('ROLLBACK')
      throw error
    }
  }

  /** A part has arrived. @throws if it cannot be written */
  arrive(paymentHash: string, feeMsat: Msat): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO arrived_keysend VALUES (?, ?)')
      .run(paymentHash, feeMsat.toString())
  }

  /** All parts have arrived. @throws if it cannot be written */
  settle(id: string): void {
    this.#database.prepare('UPDATE sent_message SET settled = 1 WHERE id = ?').run(id)
  }
}
