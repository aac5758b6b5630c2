import type { ActivityFilter, ActivityState } from '../../shared/domain/activity'
import type { Millis, Pubkey } from '../../shared/domain/ids'
import type { Msat } from '../../shared/money'
import type { Database } from './database'
import type { NotesRepository } from './notes'
import type { SendersRepository } from './senders'

/** A row of the activity list, as the repository of its payment, invoice or message writes it. */
export interface ActivityEntry {
  /** `p:<hash>`, `i:<hash>` or `m:<id>`. */
  readonly key: string
  readonly kind: 'payment' | 'invoice' | 'message'
  readonly at: Millis
  readonly amountMsat: Msat
  readonly title: string
  readonly counterparty: Pubkey | undefined
  readonly state: ActivityState
  readonly expiresAt: Millis | undefined
  readonly alarm: boolean
}

/** Every row belongs to exactly one filter besides `all`. */
export type Bucket = Exclude<ActivityFilter, 'all'>

export function bucketOf(state: ActivityState): Bucket {
  switch (state) {
    case 'succeeded':
      return 'sent'
    case 'paid':
    case 'received':
      return 'received'
    case 'sending':
    case 'open':
      return 'waiting'
    case 'unknown':
      return 'unknown'
    case 'failed':
    case 'expired':
      return 'failed'
  }
}

/** A position is the time in milliseconds times 2^20, plus the order of arrival within that millisecond. */
const POSITIONS_PER_MS = 1n << 20n
export const firstPosOf = (at: Millis): bigint => BigInt(at) * POSITIONS_PER_MS

/** The index stores this token instead of the petname, so that a petname can change without reindexing. */
export const senderToken = (senderId: number): string => `#${senderId}#`

/** A row that is not in the full-text index yet. */
export interface UnindexedEntry {
  readonly pos: bigint
  readonly text: string
  readonly senderId: number | undefined
}

/** Writes the activity list. Only the repositories of its entries call it, inside their own transactions. */
export class ActivityRepository {
  private readonly selectLastPos
  private readonly insert
  private readonly update
  private readonly updateFee
  private readonly selectTitle
  private readonly insertIndexed
  private readonly deleteIndexed

  constructor(
    database: Database,
    private readonly senders: SendersRepository,
    private readonly notes: NotesRepository
  ) {
    this.selectLastPos = database.prepare(
      'SELECT pos FROM activity WHERE pos >= ? AND pos < ? ORDER BY pos DESC LIMIT 1'
    )
    this.insert = database.prepare(
      `INSERT INTO activity (pos, key, kind, at, amount_msat, title, sender_id, state, bucket, expires_at, alarm)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
    )
    this.update = database.prepare('UPDATE activity SET state = ?, bucket = ?, alarm = ? WHERE key = ?')
    this.updateFee = database.prepare('UPDATE activity SET fee_msat = ? WHERE key = ?')
    this.selectTitle = database.prepare('SELECT pos, title, sender_id FROM activity WHERE key = ?')
    this.insertIndexed = database.prepare('INSERT INTO activity_fts (rowid, words, who) VALUES (?, ?, ?)')
    this.deleteIndexed = database.prepare('DELETE FROM activity_fts WHERE rowid = ?')
  }

  add(entry: ActivityEntry): void {
    this.index(this.addUnindexed(entry))
  }

  /**
   * Adds an entry without indexing it. An INSERT that fires a trigger flushes FTS5's pending terms, so a batch inserts
   * all its rows first and indexes them afterwards.
   */
  addUnindexed(entry: ActivityEntry): UnindexedEntry {
    const pos = this.nextPosition(entry.at)
    const senderId = entry.counterparty === undefined ? undefined : this.senders.ensure(entry.counterparty).id
    this.insert.run(
      pos,
      entry.key,
      entry.kind,
      entry.at,
      entry.amountMsat,
      entry.title,
      senderId ?? null,
      entry.state,
      bucketOf(entry.state),
      entry.expiresAt ?? null,
      entry.alarm ? 1 : 0
    )
    return { pos, text: entry.title, senderId }
  }

  index({ pos, text, senderId }: UnindexedEntry): void {
    this.insertIndexed.run(pos, text, senderId === undefined ? '' : senderToken(senderId))
  }

  /** Sets the fee of a payment. It counts as sent. */
  setFee(key: string, fee: Msat): void {
    this.updateFee.run(fee, key)
  }

  setState(key: string, state: ActivityState, alarm: boolean): void {
    this.update.run(state, bucketOf(state), alarm ? 1 : 0, key)
  }

  /** Returns false if there is no such entry. */
  setNote(key: string, note: string): boolean {
    const row = this.selectTitle.one(key)
    if (row === undefined) return false
    this.notes.set(key, note)
    const pos = row.big('pos')
    this.deleteIndexed.run(pos)
    this.index({ pos, text: `${row.text('title')}\n${note}`, senderId: row.optionalInt('sender_id') })
    return true
  }

  /** The next free position in a millisecond. */
  private nextPosition(at: Millis): bigint {
    const first = firstPosOf(at)
    const last = this.selectLastPos.one(first, first + POSITIONS_PER_MS)
    return last === undefined ? first : last.big('pos') + 1n
  }
}
