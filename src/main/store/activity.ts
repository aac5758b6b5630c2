import type { ActivityFilter, ActivityState } from '../../shared/domain/activity'
import type { Millis, Pubkey } from '../../shared/domain/ids'
import type { Msat } from '../../shared/money'
import type { Database } from './database'
import type { NotesRepository } from './notes'
import type { SendersRepository } from './senders'

/** A row of the list as its owner (payment, invoice, message) writes it. */
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

/** Every row is under exactly one filter besides `all`. */
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

/** The order of the list is one number: the time, and within a millisecond the order of arrival. */
const PLACES_PER_MS = 1n << 20n
export const firstPosOf = (at: Millis): bigint => BigInt(at) * PLACES_PER_MS

/** How the index names a sender's row: found through the petname that the row has now. */
export const whoToken = (senderId: number): string => `#${senderId}#`

/** A row whose words are not in the index yet. */
export interface Unindexed {
  readonly pos: bigint
  readonly words: string
  readonly senderId: number | undefined
}

/** Writes the activity list; only the repositories of its entries call it, inside their own transactions. */
export class ActivityRepository {
  private readonly selectLastPlace
  private readonly insert
  private readonly update
  private readonly selectWords
  private readonly insertWords
  private readonly deleteWords

  constructor(
    database: Database,
    private readonly senders: SendersRepository,
    private readonly notes: NotesRepository
  ) {
    this.selectLastPlace = database.prepare(
      'SELECT pos FROM activity WHERE pos >= ? AND pos < ? ORDER BY pos DESC LIMIT 1'
    )
    this.insert = database.prepare(
      `INSERT INTO activity (pos, key, kind, at, amount_msat, title, sender_id, state, bucket, expires_at, alarm)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
    )
    this.update = database.prepare('UPDATE activity SET state = ?, bucket = ?, alarm = ? WHERE key = ?')
    this.selectWords = database.prepare('SELECT pos, title, sender_id FROM activity WHERE key = ?')
    this.insertWords = database.prepare('INSERT INTO activity_fts (rowid, words, who) VALUES (?, ?, ?)')
    this.deleteWords = database.prepare('DELETE FROM activity_fts WHERE rowid = ?')
  }

  add(entry: ActivityEntry): void {
    this.index(this.addUnindexed(entry))
  }

  /**
   * Adds an entry whose words are still to be indexed. For many at once: a statement with a trigger, as this one, makes
   * the full-text indexes write out what they have gathered, so all words should come after all rows.
   */
  addUnindexed(entry: ActivityEntry): Unindexed {
    const pos = this.placeFor(entry.at)
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
    return { pos, words: entry.title, senderId }
  }

  index({ pos, words, senderId }: Unindexed): void {
    this.insertWords.run(pos, words, senderId === undefined ? '' : whoToken(senderId))
  }

  setState(key: string, state: ActivityState, alarm: boolean): void {
    this.update.run(state, bucketOf(state), alarm ? 1 : 0, key)
  }

  /** Answers false where there is no such entry. */
  setNote(key: string, note: string): boolean {
    const row = this.selectWords.one(key)
    if (row === undefined) return false
    this.notes.set(key, note)
    const pos = row.big('pos')
    this.deleteWords.run(pos)
    this.index({ pos, words: `${row.text('title')}\n${note}`, senderId: row.optionalInt('sender_id') })
    return true
  }

  /** The next free position in a millisecond. */
  private placeFor(at: Millis): bigint {
    const first = firstPosOf(at)
    const last = this.selectLastPlace.one(first, first + PLACES_PER_MS)
    return last === undefined ? first : last.big('pos') + 1n
  }
}
