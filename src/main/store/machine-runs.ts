import { PODCAST, type MachineRun } from '../../shared/domain/message'
import { MAX_SAT, sat } from '../../shared/money'
import type { Database } from './database'
import type { StoredMessage } from './message-row'
import type { Row } from './row'
import type { SenderRow } from './senders'

/**
 * Machine messages between two messages of a person. A thread shows each run as one line. Streamed payments of a podcast
 * are runs of their own.
 */
export class MachineRunsRepository {
  private readonly insert
  private readonly extend
  private readonly selectAbout
  private readonly selectBefore
  private readonly selectAfter

  constructor(database: Database) {
    this.insert = database.prepare(
      `INSERT INTO machine_runs (sender_id, first_seq, last_seq, count, first_at, last_at, amount_sat)
       VALUES (?, ?, ?, 1, ?, ?, ?)`
    )
    this.extend = database.prepare(
      `UPDATE machine_runs SET last_seq = ?, count = count + 1, last_at = ?,
         amount_sat = min(${MAX_SAT}, amount_sat + ?)
       WHERE sender_id = ? AND first_seq = ?`
    )
    this.selectAbout = database.prepare('SELECT service_type, text FROM messages WHERE seq = ?')
    const runs = 'SELECT first_seq, last_seq, count, first_at, last_at, amount_sat FROM machine_runs'
    this.selectBefore = database.prepare(
      `${runs} WHERE sender_id = ? AND first_seq < ? AND last_seq < ? ORDER BY first_seq DESC LIMIT ?`
    )
    // Runs of one sender do not overlap, so only the last one that begins before the seq can reach beyond it.
    this.selectAfter = database.prepare(
      `${runs} WHERE sender_id = ?1 AND last_seq > ?2 AND first_seq >= coalesce(
         (SELECT max(first_seq) FROM machine_runs WHERE sender_id = ?1 AND first_seq <= ?2), 0)
       ORDER BY first_seq LIMIT ?3`
    )
  }

  /**
   * Adds a message to the sender's open run, or opens a new one if there is none or it is about something else. Returns
   * the run's first seq.
   */
  add(sender: SenderRow, message: StoredMessage, amountSat: bigint): number {
    const { seq, receivedAt: at } = message
    if (sender.openRun === undefined || this.aboutAt(sender.openRun) !== aboutOf(message)) {
      this.insert.run(sender.id, seq, seq, at, at, amountSat)
      return seq
    }
    this.extend.run(seq, at, amountSat, sender.id, sender.openRun)
    return sender.openRun
  }

  /** Runs that end before a seq, newest first. */
  before(senderId: number, seq: number, limit: number): MachineRun[] {
    return this.selectBefore.all(senderId, seq, seq, limit).map(runOf)
  }

  /** Runs that end after a seq, oldest first. */
  after(senderId: number, seq: number, limit: number): MachineRun[] {
    return this.selectAfter.all(senderId, seq, limit).map(runOf)
  }

  private aboutAt(seq: number): string | undefined {
    const row = this.selectAbout.one(seq)
    if (row === undefined) return undefined
    return aboutOf({ serviceType: row.text('service_type'), text: row.text('text') })
  }
}

/** What a run is about: the first line of a streamed payment, which names the podcast. Other chatter is all the same. */
function aboutOf({ serviceType, text }: Pick<StoredMessage, 'serviceType' | 'text'>): string {
  return serviceType === PODCAST ? (text.split('\n', 1)[0] ?? '') : ''
}

function runOf(row: Row): MachineRun {
  return {
    firstSeq: row.int('first_seq'),
    lastSeq: row.int('last_seq'),
    count: row.int('count'),
    firstAt: row.int('first_at'),
    lastAt: row.int('last_at'),
    amountSat: sat(row.big('amount_sat'))
  }
}
