import { existsSync } from 'node:fs'
import type { NodeId, PaymentHash } from '../../shared/domain/ids'
import { fail, ok, type Result } from '../../shared/result'
import { blockingPaymentOf, type BlockingPayment } from './closed-journal'
import { Database } from './database'
import { errorText } from '../error-text'

/** A payment from records that were erased or replaced, with the name of the node that made it. */
export interface KeptPayment extends BlockingPayment {
  readonly node: string
}

const SCHEMA = `CREATE TABLE IF NOT EXISTS kept (
  payment_hash TEXT NOT NULL,
  node_id TEXT NOT NULL,
  node TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('unknown', 'succeeded')),
  sent_at INTEGER NOT NULL,
  PRIMARY KEY (payment_hash, node_id)
) STRICT, WITHOUT ROWID`

/**
 * Payment hashes from records that were erased or replaced. They block a second payment of the same hash; nothing else
 * of the records is kept. One file for the whole profile, created with the first hash.
 */
export class KeptHashes {
  #database: Database | undefined

  constructor(private readonly file: string) {}

  /** Everything is on disk when this returns `ok`. */
  keep(
    node: { readonly id: NodeId; readonly name: string },
    payments: readonly BlockingPayment[]
  ): Result<undefined, 'store-failed'> {
    if (payments.length === 0) return ok(undefined)
    try {
      const database = this.#open()
      const insert = database.prepare('INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)')
      database.transaction(() => {
        for (const { paymentHash, state, sentAt } of payments) {
          insert.run(paymentHash, node.id, node.name, state, sentAt)
        }
      })
      return ok(undefined)
    } catch (error) {
      return fail('store-failed', errorText(error))
    }
  }

  find(paymentHash: PaymentHash): Result<KeptPayment | undefined, 'unreadable'> {
    if (this.#database === undefined && !existsSync(this.file)) return ok(undefined)
    try {
      const row = this.#open()
        .prepare('SELECT payment_hash, node, state, sent_at FROM kept WHERE payment_hash = ? ORDER BY state')
        .one(paymentHash)
      return ok(row === undefined ? undefined : { ...blockingPaymentOf(row), node: row.text('node') })
    } catch (error) {
      return fail('unreadable', errorText(error))
    }
  }

  /** Whether no records with payments were ever erased or replaced. */
  isEmpty(): Result<boolean, 'unreadable'> {
    if (this.#database === undefined && !existsSync(this.file)) return ok(true)
    try {
      return ok(this.#open().prepare('SELECT 1 FROM kept LIMIT 1').one() === undefined)
    } catch (error) {
      return fail('unreadable', errorText(error))
    }
  }

  close(): void {
    this.#database?.close()
    this.#database = undefined
  }

  #open(): Database {
    if (this.#database !== undefined) return this.#database
    const database = new Database(this.file)
    try {
      database.execute('PRAGMA busy_timeout = 1000; PRAGMA synchronous = FULL')
      database.execute(SCHEMA)
    } catch (error) {
      database.abandon()
      throw error
    }
    this.#database = database
    return database
  }
}
