import type { Millis, PaymentHash } from '../../shared/domain/ids'
import type { Unsettled } from '../../shared/domain/unsettled'
import { fail, ok, type Result } from '../../shared/result'
import { Database } from './database'
import type { Row } from './row'
import { readUnsettled } from './unsettled'
import { errorText } from '../error-text'

/** A payment that may have left, or has: no other attempt with its payment hash may be made. */
export interface BlockingPayment {
  readonly paymentHash: PaymentHash
  /** A row that is still `sending` in a closed journal has no known outcome. */
  readonly state: 'succeeded' | 'unknown'
  readonly sentAt: Millis
}

/** Longer than a checkpoint of another program's backup takes, short enough for a click to wait. Milliseconds. */
const BUSY_TIMEOUT_MS = 250

const COLUMNS = 'payment_hash, state, sent_at'

/**
 * Reads the journal of a node that is not in use, and changes nothing in it. It may have been written by another version:
 * the columns read here exist since the first one.
 */
export class ClosedJournal {
  private readonly selectOne
  private readonly selectAll

  private constructor(private readonly database: Database) {
    const blocking = `SELECT ${COLUMNS} FROM payments WHERE state IN ('sending', 'unknown', 'succeeded')`
    this.selectOne = database.prepare(`${blocking} AND payment_hash = ?`)
    this.selectAll = database.prepare(blocking)
  }

  static open(file: string): Result<ClosedJournal, 'unreadable'> {
    let database: Database | undefined
    try {
      database = new Database(file, { readOnly: true })
      database.execute(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`)
      const journal = new ClosedJournal(database)
      // Reads a page of the table: a file whose first pages are damaged shows it here and not at the first payment.
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

  unsettled(): Result<Unsettled, 'unreadable'> {
    try {
      return ok(readUnsettled(this.database))
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

/** Whatever goes wrong with a file that is not ours to mend, it means one thing: what it holds is not known. */
function unreadable(error: unknown): Result<never, 'unreadable'> {
  return fail('unreadable', errorText(error))
}
