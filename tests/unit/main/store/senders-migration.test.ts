import { DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import { migrations } from '../../../../src/main/store/migrations'
import { openStore } from '../../../../src/main/store/open'
import { senderOf } from '../../../../src/shared/domain/sender'
import { newDbFile } from '../../../support/fakes/open-wallet'

const LONG = 'did:peer:1zQm?initialState=eyJhIjoxfQ=='
const SHORT = 'did:peer:1zQm'
const KEY = `02${'ab'.repeat(32)}`
const BEFORE = migrations.findIndex(({ sql }) => sql.includes('renamed'))

/**
 * A database as the previous version wrote it: one DID in both forms, one key in two, with machine messages between
 * them.
 */
function oldFile(): string {
  const file = newDbFile()
  const database = new DatabaseSync(file)
  for (const { sql } of migrations.slice(0, BEFORE)) database.exec(sql)
  database.exec(`PRAGMA user_version = ${BEFORE}`)
  const sender = database.prepare(
    'INSERT INTO senders (id, pubkey, petname, petname_folded, muted) VALUES (?, ?, ?, ?, ?)'
  )
  sender.run(1, SHORT, '', '', 0)
  sender.run(2, LONG, 'Jonas', 'jonas', 1)
  sender.run(3, KEY.toUpperCase(), '', '', 0)
  sender.run(4, `${KEY} `, '', '', 0)
  sender.run(5, 'Mira', 'Mira', 'mira', 0)
  const message = database.prepare(
    `INSERT INTO messages (seq, id, sender_id, direction, kind, service_type, amount_sat, received_at, byte_length, text)
     VALUES (?, ?, ?, 'in', ?, 'message', 2, ?, 1, 'x')`
  )
  const kinds = ['text', 'machine', 'machine', 'text', 'machine', 'text']
  kinds.forEach((kind, index) => message.run(index + 1, `m${index}`, (index % 2) + 1, kind, index * 10))
  message.run(7, 'm6', 3, 'text', 60)
  message.run(8, 'm7', 4, 'text', 70)
  message.run(9, 'm8', 5, 'text', 80)
  const counts = database.prepare(
    'UPDATE senders SET last_seq = ?, last_at = ?, unread = ?, received_sat = ?, machine_count = ?, read_seq = ? WHERE id = ?'
  )
  counts.run(1, 0, 1, 6, 2, 0, 1)
  counts.run(6, 50, 0, 6, 1, 6, 2)
  counts.run(7, 60, 1, 2, 0, 0, 3)
  counts.run(8, 70, 1, 2, 0, 0, 4)
  counts.run(9, 80, 1, 2, 0, 0, 5)
  database.exec(
    `INSERT INTO activity (pos, key, kind, at, amount_msat, title, sender_id, state, bucket, alarm)
     VALUES (1, 'm:m5', 'message', 50, 1000, 'gift', 2, 'received', 'received', 0);
     INSERT INTO activity_fts (rowid, words, who) VALUES (1, 'gift', '#2#');
     INSERT INTO machine_runs VALUES (1, 3, 5, 2, 20, 40, 4), (2, 2, 2, 1, 10, 10, 2)`
  )
  database.close()
  return file
}

function migrated() {
  const opened = openStore(oldFile())
  if (!opened.ok) throw new Error(`${opened.error.code} ${opened.error.detail}`)
  onTestFinished(() => opened.value.close())
  return opened.value
}

describe('the migration to one form of each key', () => {
  it('merges the forms of one peer DID into one claimed sender, with petname, mute and address', () => {
    const store = migrated()
    const jonas = senderOf(SHORT, true)
    expect(store.senders.get(jonas)).toMatchObject({
      settings: { petname: 'Jonas', muted: true },
      lastSeq: 6,
      lastAt: 50,
      receivedSat: 12n,
      machineCount: 3,
      openRun: undefined
    })
    expect(store.senders.addressOf(jonas)).toBe(LONG)
    const window = store.threads.window(jonas, 50, undefined)
    expect(window.messages.map(({ seq }) => seq)).toEqual([1, 4, 6])
    expect(window.runs.map(({ firstSeq, count }) => [firstSeq, count])).toEqual([
      [2, 2],
      [5, 1]
    ])
  })

  it('merges the forms of one node key and keeps other senders apart', () => {
    const store = migrated()
    const key = senderOf(KEY, true)
    expect(store.threads.window(key, 50, undefined).messages.map(({ seq }) => seq)).toEqual([7, 8])
    expect(store.senders.get(senderOf('Mira', true))?.settings.petname).toBe('Mira')
    expect(store.conversations.list(50).rows).toHaveLength(3)
  })

  it('keeps the unread count equal to the number of unread messages', () => {
    const store = migrated()
    const { rows } = store.conversations.list(50)
    expect(store.senders.unread).toBe(rows.reduce((sum, { sender }) => sum + sender.unread, 0))
    for (const { sender } of rows) expect(sender.unread).toBeGreaterThan(0)
  })

  it('finds entries of a merged row by the remaining petname', () => {
    const store = migrated()
    expect(store.conversations.find('jon', 50).rows).toHaveLength(1)
    expect(store.conversations.find('did:peer', 50).rows).toHaveLength(1)
    expect(store.activityList.page('all', 'jonas', 10, undefined).map(({ key }) => key)).toEqual(['m:m5'])
  })
})
