import type { Millis } from '../../shared/domain/ids'
import type { MachineRun } from '../../shared/domain/message'
import { MAX_SAT, sat } from '../../shared/money'
import type { Database } from './database'
import type { SenderRow } from './senders'

/** Machine messages between two messages of a person. A thread shows each run as one line. */
export class MachineRunsRepository {
  private readonly insert
  private readonly extend
  private readonly selectBetween

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
    this.selectBetween = database.prepare(
      `SELECT first_seq, last_seq, count, first_at, last_at, amount_sat FROM machine_runs
       WHERE sender_id = ? AND first_seq > ? AND first_seq < ? ORDER BY first_seq`
    )
  }

  /** Adds a message to the sender's open run, or opens a new one. Returns the run's first seq. */
  add(sender: SenderRow, seq: number, at: Millis, amountSat: bigint): number {
    if (sender.openRun === undefined) {
      this.insert.run(sender.id, seq, seq, at, at, amountSat)
      return seq
    }
    this.extend.run(seq, at, amountSat, sender.id, sender.openRun)
    return sender.openRun
  }

  /** Runs strictly between two seqs, oldest first. */
  between(senderId: number, after: number, before: number): MachineRun[] {
    return this.selectBetween.all(senderId, after, before).map((row) => ({
      firstSeq: row.int('first_seq'),
      lastSeq: row.int('last_seq'),
      count: row.int('count'),
      firstAt: row.int('first_at'),
      lastAt: row.int('last_at'),
      amountSat: sat(row.big('amount_sat'))
    }))
  }
}
