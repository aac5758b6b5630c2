import type { Millis } from '../../shared/domain/ids'
import type { OfflineGap } from '../../shared/domain/message'
import type { Database } from './database'

/** Maximum number of gaps shown in one window of a thread. */
const MAX_GAPS = 200

/** Intervals without a subscription. At most one of them is open (has not ended). */
export class GapsRepository {
  private readonly selectSeen
  private readonly upsertSeen
  private readonly selectOpen
  private readonly insert
  private readonly closeOpen
  private readonly deleteEnded
  private readonly selectBetween

  constructor(database: Database) {
    this.selectSeen = database.prepare('SELECT seen_at FROM stream WHERE id = 1')
    this.upsertSeen = database.prepare(
      'INSERT INTO stream (id, seen_at) VALUES (1, ?) ON CONFLICT DO UPDATE SET seen_at = excluded.seen_at'
    )
    this.selectOpen = database.prepare('SELECT 1 FROM gaps WHERE to_at IS NULL')
    this.insert = database.prepare('INSERT INTO gaps (from_at, to_at, reason) VALUES (?, NULL, ?)')
    this.closeOpen = database.prepare('UPDATE gaps SET to_at = max(?, from_at) WHERE to_at IS NULL')
    this.deleteEnded = database.prepare(`DELETE FROM gaps WHERE to_at = ? AND reason = 'offline'`)
    this.selectBetween = database.prepare(
      `SELECT from_at, to_at, reason FROM gaps
       WHERE from_at <= ? AND to_at >= ? ORDER BY from_at DESC LIMIT ${MAX_GAPS}`
    )
  }

  /** When the stream was last known to be open; undefined if it never was. */
  get seenAt(): Millis | undefined {
    return this.selectSeen.one()?.int('seen_at')
  }

  sawStream(at: Millis): void {
    this.upsertSeen.run(at)
  }

  /** Opens a gap, unless one is open already. */
  open(from: Millis, reason: OfflineGap['reason']): void {
    if (this.selectOpen.one() === undefined) this.insert.run(from, reason)
  }

  /** Ends the open gap, if there is one. */
  close(to: Millis): void {
    this.closeOpen.run(to)
  }

  /** Removes the gap that ended at this time, unless its reason is a message that was too large. */
  discardOffline(to: Millis): void {
    this.deleteEnded.run(to)
  }

  /** Ended gaps that overlap the interval, oldest first. */
  between(from: Millis, to: Millis): OfflineGap[] {
    return this.selectBetween
      .all(to, from)
      .reverse()
      .map((row) => ({
        from: row.int('from_at'),
        to: row.int('to_at'),
        reason: row.oneOf('reason', ['offline', 'oversized-message'])
      }))
  }
}
