import type { MachineRun } from '../../shared/domain/message'
import { MAX_SAT, sat } from '../../shared/money'
import type { Database } from './database'
import type { StoredMessage } from './message-row'
import type { Row } from './row'
import {
  ABOUT_COLUMNS,
  aboutOf,
  aboutOfRow,
  DECIDING,
  joins,
  subjectOf,
  type RunSubject
} from './run-subject'
import type { SenderRow } from './senders'

/** A machine run with what its messages are about. */
export interface StoredRun extends MachineRun {
  readonly subject: RunSubject
}

/**
 * Machine messages between two messages of a person. A thread shows each run as one line. What a podcast streams is a run
 * of its own (`run-subject.ts`).
 */
export class MachineRunsRepository {
  private readonly insert
  private readonly extend
  private readonly selectFirst
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
    this.selectFirst = database.prepare(
      `SELECT ${ABOUT_COLUMNS} FROM messages
       WHERE sender_id = ? AND kind = 'machine' AND seq >= ? AND seq <= ? ORDER BY seq LIMIT ?`
    )
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
   * Adds a stored message to the sender's open run, or opens a new one if there is none or it is about something else.
   * Returns the run's first seq.
   */
  add(sender: SenderRow, message: StoredMessage, amountSat: bigint): number {
    const { seq, receivedAt: at, serviceType, text } = message
    const { id, openRun } = sender
    if (openRun === undefined || !joins(aboutOf(serviceType, text), this.first(id, openRun, seq - 1))) {
      this.insert.run(id, seq, seq, at, at, amountSat)
      return seq
    }
    this.extend.run(seq, at, amountSat, id, openRun)
    return openRun
  }

  /** Runs that end before a seq, newest first. */
  before(senderId: number, seq: number, limit: number): StoredRun[] {
    return this.selectBefore.all(senderId, seq, seq, limit).map((row) => this.runOf(senderId, row))
  }

  /** Runs that end after a seq, oldest first. */
  after(senderId: number, seq: number, limit: number): StoredRun[] {
    return this.selectAfter.all(senderId, seq, limit).map((row) => this.runOf(senderId, row))
  }

  /** What the first messages of a run are about. Of chatter, which comes in floods, one is enough. */
  private first(senderId: number, firstSeq: number, lastSeq: number): (string | undefined)[] {
    const read = (limit: number) => this.selectFirst.all(senderId, firstSeq, lastSeq, limit).map(aboutOfRow)
    const one = read(1)
    return one[0] === undefined ? one : read(DECIDING)
  }

  private runOf(senderId: number, row: Row): StoredRun {
    const [firstSeq, lastSeq] = [row.int('first_seq'), row.int('last_seq')]
    return {
      firstSeq,
      lastSeq,
      count: row.int('count'),
      firstAt: row.int('first_at'),
      lastAt: row.int('last_at'),
      amountSat: sat(row.big('amount_sat')),
      subject: subjectOf(this.first(senderId, firstSeq, lastSeq))
    }
  }
}
