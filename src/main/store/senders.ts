import type { Millis, Pubkey } from '../../shared/domain/ids'
import type { SenderSettings } from '../../shared/domain/message'
import { CLAIMED, keyOf } from '../../shared/domain/sender'
import { sat } from '../../shared/money'
import type { Database } from './database'
import type { Row } from './row'
import { foldName, likePattern } from './search-terms'

/** A person or machine, by key, with the counters of its conversation. */
export interface SenderRow {
  readonly id: number
  readonly pubkey: Pubkey
  readonly settings: SenderSettings
  /** The petname to show, see SHOWN_NAME. */
  readonly name: string
  /** The person gave it a petname, wrote to it, or paid it. Kept by the database. */
  readonly contact: boolean
  readonly lastSeq: number | undefined
  readonly lastAt: Millis | undefined
  /** The last seq that the person has seen. */
  readonly readSeq: number
  readonly unread: number
  readonly receivedSat: bigint
  readonly machineCount: number
  /** First seq of the machine run that the next machine message joins. */
  readonly openRun: number | undefined
}

/**
 * SQL for the petname to show of the sender `s`; empty if there is none. A claimed sender without a petname of its own
 * has that of the proven sender of the same key. Callers mark the name of a claimed sender.
 */
export const SHOWN_NAME = `CASE WHEN s.petname = '' AND s.pubkey GLOB '${CLAIMED}*'
  THEN coalesce((SELECT p.petname FROM senders p WHERE p.pubkey = substr(s.pubkey, ${CLAIMED.length + 1})), '')
  ELSE s.petname END AS name`

/** SQL for the ids of the senders whose shown petname matches a pattern of `likePattern`, which it takes twice. */
export const IDS_BY_SHOWN_NAME = `SELECT id FROM senders WHERE petname <> '' AND petname_folded LIKE ? ESCAPE '\\'
  UNION SELECT c.id FROM senders p JOIN senders c ON c.pubkey = '${CLAIMED}' || p.pubkey
    WHERE c.petname = '' AND p.petname <> '' AND p.petname_folded LIKE ? ESCAPE '\\'`

export const SENDER_COLUMNS = `s.id, s.pubkey, s.petname, ${SHOWN_NAME}, s.muted, s.min_sats, s.contact, s.last_seq, s.last_at, s.read_seq,
  s.unread, s.received_sat, s.machine_count, s.open_run`

export function senderRowOf(row: Row): SenderRow {
  return {
    id: row.int('id'),
    pubkey: row.text('pubkey') as Pubkey,
    settings: { petname: row.text('petname'), muted: row.flag('muted'), minSats: sat(row.big('min_sats')) },
    name: row.text('name'),
    contact: row.flag('contact'),
    lastSeq: row.optionalInt('last_seq'),
    lastAt: row.optionalInt('last_at'),
    readSeq: row.int('read_seq'),
    unread: row.int('unread'),
    receivedSat: row.big('received_sat'),
    machineCount: row.int('machine_count'),
    openRun: row.optionalInt('open_run')
  }
}

export class SendersRepository {
  private readonly select
  private readonly insert
  private readonly updateSettings
  private readonly updateConversation
  private readonly selectNamed
  private readonly selectUnread
  private readonly updateAddress
  private readonly selectAddress

  constructor(database: Database) {
    this.select = database.prepare(`SELECT ${SENDER_COLUMNS} FROM senders s WHERE s.pubkey = ?`)
    this.insert = database.prepare('INSERT INTO senders (pubkey) VALUES (?) ON CONFLICT DO NOTHING')
    this.updateSettings = database.prepare(
      'UPDATE senders SET petname = ?, petname_folded = ?, muted = ?, min_sats = ? WHERE pubkey = ?'
    )
    this.updateConversation = database.prepare(
      `UPDATE senders SET last_seq = ?, last_at = ?, read_seq = ?, unread = ?, received_sat = ?, machine_count = ?,
       open_run = ? WHERE id = ?`
    )
    this.selectNamed = database.prepare(`${IDS_BY_SHOWN_NAME} LIMIT ?`)
    this.updateAddress = database.prepare(
      'UPDATE senders SET address = ? WHERE pubkey = ? AND address IS NULL'
    )
    this.selectAddress = database.prepare('SELECT address FROM senders WHERE pubkey = ?')
    this.selectUnread = database.prepare(`SELECT value FROM counters WHERE name = 'unread'`)
  }

  get(pubkey: Pubkey): SenderRow | undefined {
    const row = this.select.one(pubkey)
    return row === undefined ? undefined : senderRowOf(row)
  }

  /** Returns the row of a key and creates it if necessary. */
  ensure(pubkey: Pubkey): SenderRow {
    const known = this.get(pubkey)
    if (known !== undefined) return known
    this.insert.run(pubkey)
    const made = this.get(pubkey)
    if (made === undefined) throw new Error('a sender could not be read back')
    return made
  }

  /** Stores the first address of a sender. It is never replaced, so that a later message cannot redirect replies. */
  noteAddress(pubkey: Pubkey, address: string): void {
    this.updateAddress.run(address, pubkey)
  }

  /** The address to give the node for a message to this sender. */
  addressOf(pubkey: Pubkey): string {
    return this.selectAddress.one(pubkey)?.optionalText('address') ?? keyOf(pubkey)
  }

  /** The petname to show; undefined if there is none. */
  nameOf(pubkey: Pubkey): string | undefined {
    const name = this.get(pubkey)?.name ?? ''
    return name === '' ? undefined : name
  }

  setSettings(pubkey: Pubkey, { petname, muted, minSats }: SenderSettings): void {
    this.ensure(pubkey)
    this.updateSettings.run(petname, foldName(petname), muted ? 1 : 0, minSats, pubkey)
  }

  saveConversation(sender: SenderRow): void {
    this.updateConversation.run(
      sender.lastSeq ?? null,
      sender.lastAt ?? null,
      sender.readSeq,
      sender.unread,
      sender.receivedSat,
      sender.machineCount,
      sender.openRun ?? null,
      sender.id
    )
  }

  /** Ids of the senders whose petname contains `text`. */
  idsByPetname(text: string, limit: number): number[] {
    const pattern = likePattern(foldName(text))
    return this.selectNamed.all(pattern, pattern, limit).map((row) => row.int('id'))
  }

  /** Number of unread messages in all conversations. */
  get unread(): number {
    return this.selectUnread.one()?.int('value') ?? 0
  }
}
