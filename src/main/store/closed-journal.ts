import type { Millis, PaymentHash, Pubkey } from '../../shared/domain/ids'
import type { Unsettled } from '../../shared/domain/unsettled'
import { fail, ok, type Result } from '../../shared/result'
import { Database } from './database'
import type { Row } from './row'
import { readUnsettled } from './unsettled'
import { errorText } from '../error-text'

/** A payment that left or may have left. It blocks every other attempt with its payment hash. */
export interface BlockingPayment {
  readonly paymentHash: PaymentHash
  /** A row that is still `sending` in a closed journal has no known outcome. */
  readonly state: 'succeeded' | 'unknown'
  readonly sentAt: Millis
}

/** Milliseconds. Longer than a backup program's checkpoint takes, and short enough to wait for after a click. */
const BUSY_TIMEOUT_MS = 250

const COLUMNS = 'payment_hash, state, sent_at'
const MAY_HAVE_LEFT = "state IN ('sending', 'unknown', 'succeeded')"

/**
 * Reads the payments of a node that is not connected, without changing its database. Another version may have written
 * the file; the columns read here exist since the first version.
 */
export class ClosedJournal {
  private readonly selectOne
  private readonly selectAll
  /** Read only once: while the node is not connected, the wallet writes nothing to its journal. */
  private payees: ReadonlySet<string> | undefined

  private constructor(private readonly database: Database) {
    const blocking = `SELECT ${COLUMNS} FROM payments WHERE ${MAY_HAVE_LEFT}`
    this.selectOne = database.prepare(`${blocking} AND payment_hash = ?`)
    this.selectAll = database.prepare(blocking)
  }

  static open(file: string): Result<ClosedJournal, 'unreadable'> {
    let database: Database | undefined
    try {
      database = new Database(file, { readOnly: true })
      database.execute(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`)
      const journal = new ClosedJournal(database)
      // Reads a page of the table now, so that a damaged file is noticed here and not at the first payment.
      journal.selectOne.one('')
      return ok(journal)
    } catch (error) {
      database?.abandon()
      return unreadable(error)
    }
  }

  find(paymentHash: PaymentHash): Result<BlockingPayment | undefined, 'unreadable'> {
    try {
      const row = this.selectOne.one(paymentHash)
      return ok(row === undefined ? undefined : blockingPaymentOf(row))
    } catch (error) {
      return unreadable(error)
    }
  }

  all(): Result<BlockingPayment[], 'unreadable'> {
    try {
      return ok(this.selectAll.all().map(blockingPaymentOf))
    } catch (error) {
      return unreadable(error)
    }
  }

  /** Whether a payment to this payee left or may have left. */
  hasPaid(payee: Pubkey): Result<boolean, 'unreadable'> {
    try {
      this.payees ??= new Set(
        this.database
          .prepare(`SELECT DISTINCT payee FROM payments WHERE ${MAY_HAVE_LEFT}`)
          .all()
          .map((row) => row.text('payee'))
      )
      return ok(this.payees.has(payee))
    } catch (error) {
      return unreadable(error)
    }
  }

  unsettled(): Result<Unsettled, 'unreadable'> {
    try {
      return ok(readUnsettled(this.database))
    } catch (error) {
      return unreadable(error)
    }
  }

  /** The key of the node that the records belong to; undefined if it is not in the records. */
  key(): Result<Pubkey | undefined, 'unreadable'> {
    try {
      const row = this.database.prepare('SELECT pubkey FROM identity WHERE id = 1').one()
      return ok(row?.text('pubkey') as Pubkey | undefined)
    } catch (error) {
      return unreadable(error)
    }
  }

  /** Whether the records contain no message, payment or invoice. */
  isEmpty(): Result<boolean, 'unreadable'> {
    const tables = ['messages', 'payments', 'invoices'].map((table) => `EXISTS (SELECT 1 FROM ${table})`)
    try {
      return ok(this.database.prepare(`SELECT 1 WHERE ${tables.join(' OR ')}`).one() === undefined)
    } catch (error) {
      return unreadable(error)
    }
  }

  close(): void {
    this.database.abandon()
  }
}

export function blockingPaymentOf(row: Row): BlockingPayment {
  const state = row.oneOf('state', ['sending', 'unknown', 'succeeded'])
  return {
    paymentHash: row.text('payment_hash') as PaymentHash,
    state: state === 'succeeded' ? 'succeeded' : 'unknown',
    sentAt: row.int('sent_at')
  }
}

/** Every error means the same here: the content of the file is unknown. */
function unreadable(error: unknown): Result<never, 'unreadable'> {
  return fail('unreadable', errorText(error))
}
