import { DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import { migrations } from '../../../../src/main/store/migrations'
import { openStore } from '../../../../src/main/store/open'
import { senderOf } from '../../../../src/shared/domain/sender'
import { newDbFile } from '../../../support/fakes/open-wallet'

const DID = 'claimed:did:peer:1zQm'
const KEY = `02${'ab'.repeat(32)}`
const BEFORE = 6

interface OldMessage {
  readonly from: string
  readonly direction?: 'in' | 'out'
}

/** Migrates a database of version 6 with messages of these senders, in this order, and a payment to each payee. */
function migrated(given: readonly OldMessage[], payees: readonly string[] = []) {
  const file = newDbFile()
  const database = new DatabaseSync(file)
  for (const { sql } of migrations.slice(0, BEFORE)) database.exec(sql)
  database.exec(`PRAGMA user_version = ${BEFORE}`)
  const keys = [...new Set([...given.map(({ from }) => from), ...payees])]
  const sender = database.prepare(
    `INSERT INTO senders (id, pubkey, petname, petname_folded, last_seq, last_at) VALUES (?, ?, ?, ?, ?, ?)`
  )
  // An update, because a trigger counts what is unread.
  const unread = database.prepare('UPDATE senders SET unread = 1 WHERE id = ? AND last_seq IS NOT NULL')
  keys.forEach((key, index) => {
    const last = given.map(({ from }) => from).lastIndexOf(key)
    const [seq, at] = last === -1 ? [null, null] : [last + 1, last]
    sender.run(index + 1, key, `name ${index}`, `name ${index}`, seq, at)
    unread.run(index + 1)
  })
  const message = database.prepare(
    `INSERT INTO messages (seq, id, sender_id, direction, kind, service_type, amount_sat, received_at, byte_length, text)
     VALUES (?, ?, ?, ?, 'text', 'message', 2, ?, 1, 'x')`
  )
  given.forEach(({ from, direction = 'in' }, index) =>
    message.run(index + 1, `m${index}`, keys.indexOf(from) + 1, direction, index)
  )
  payees.forEach((key, index) => {
    const id = keys.indexOf(key) + 1
    database.exec(
      `INSERT INTO activity (pos, key, kind, at, amount_msat, title, sender_id, state, bucket, alarm)
       VALUES (${index + 1}, 'p:${index}', 'payment', 50, 1000, 'zines', ${id}, 'succeeded', 'sent', 0);
       INSERT INTO activity_fts (rowid, words, who) VALUES (${index + 1}, 'zines', '#${id}#')`
    )
  })
  database.close()
  const opened = openStore(file)
  if (!opened.ok) throw new Error(`${opened.error.code} ${opened.error.detail}`)
  onTestFinished(() => opened.value.close())
  return opened.value
}

describe('the migration of senders that generation 2 only claimed', () => {
  it('marks a sender whose name is not a node key, because generation 1 reports only node keys', () => {
    const store = migrated([{ from: 'Mira' }, { from: '' }])
    expect(store.senders.get(senderOf('Mira', false))).toBeUndefined()
    expect(store.senders.get(senderOf('Mira', true))?.settings.petname).toBe('name 0')
    expect(store.senders.get(senderOf('', true))?.settings.petname).toBe('name 1')
  })

  it('marks a node key if the node delivered DIDs, and otherwise leaves it proven', () => {
    expect(migrated([{ from: KEY }]).senders.get(senderOf(KEY, false))).toBeDefined()
    const store = migrated([{ from: KEY }, { from: DID }])
    expect(store.senders.get(senderOf(KEY, false))).toBeUndefined()
    expect(store.threads.window(senderOf(KEY, true), 9, undefined).messages.map(({ seq }) => seq)).toEqual([
      1
    ])
  })

  it('leaves a key proven to which only the person wrote', () => {
    const store = migrated([{ from: KEY, direction: 'out' }, { from: DID }])
    expect(store.senders.get(senderOf(KEY, false))).toBeDefined()
  })

  it('merges a marked sender with the claimed one of the same name', () => {
    const store = migrated([{ from: 'Mira' }, { from: 'claimed:Mira' }])
    const { rows } = store.conversations.list(9)
    expect(rows.map(({ sender }) => sender.pubkey)).toEqual(['claimed:Mira'])
    expect(store.senders.unread).toBe(2)
  })

  it('leaves the payments to a marked key with the proven payee, found by its petname', () => {
    const store = migrated([{ from: KEY }, { from: DID }], [KEY])
    expect(store.senders.get(senderOf(KEY, true))?.settings.petname).toBe('name 0')
    expect(store.senders.get(senderOf(KEY, false))).toMatchObject({
      settings: { petname: 'name 0' },
      lastSeq: undefined,
      unread: 0
    })
    const [row] = store.activityList.page('all', 'name 0', 10, undefined)
    expect(row).toMatchObject({ key: 'p:0', counterparty: { pubkey: KEY } })
  })
})
