import { DatabaseSync } from '@photostructure/sqlite'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { migrations } from '../../../../src/main/store/migrations'
import type { Migration } from '../../../../src/main/store/migrations/migration'
import { openStore } from '../../../../src/main/store/open'
import type { Pubkey } from '../../../../src/shared/domain/ids'
import { sat } from '../../../../src/shared/money'
import { fail } from '../../../../src/shared/result'
import { newDbFile } from '../../../support/fakes/open-wallet'

const MIRA = 'Mira' as Pubkey
const LATEST = migrations.length

function open(file: string, steps?: readonly Migration[]) {
  const opened = openStore(file, steps === undefined ? {} : { steps })
  if (opened.ok) onTestFinished(() => opened.value.close())
  return opened
}

function store(file: string, steps?: readonly Migration[]) {
  const opened = open(file, steps)
  if (!opened.ok) throw new Error(`${opened.error.code} ${opened.error.detail}`)
  return opened.value
}

function pragma(file: string, name: string): unknown {
  const database = new DatabaseSync(file)
  const row: Record<string, unknown> = database.prepare(`PRAGMA ${name}`).get()
  database.close()
  return row[name]
}

const STEP: Migration = { version: LATEST + 1, sql: 'CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT' }

describe('the migrations', () => {
  it('are numbered without a gap, and each is in the file of its number', () => {
    const folder = resolve(import.meta.dirname, '../../../../src/main/store/migrations')
    const files = readdirSync(folder).filter((name) => /^\d{4}-/u.test(name))
    expect(files.sort().map((name) => Number(name.slice(0, 4)))).toEqual(
      migrations.map((step) => step.version)
    )
    expect(migrations.map((step) => step.version)).toEqual(migrations.map((_, index) => index + 1))
  })
})

describe('opening a database', () => {
  it('creates a new database at the latest version, with a write-ahead log', () => {
    const file = newDbFile()
    store(file)
    expect(pragma(file, 'user_version')).toBe(LATEST)
    expect(pragma(file, 'journal_mode')).toBe('wal')
  })

  it('keeps the content of an older version when it migrates', () => {
    const file = newDbFile()
    const old = store(file)
    old.write(() => old.senders.setSettings(MIRA, { petname: 'Mira', muted: false, minSats: sat(0n) }))
    old.close()
    const renewed = store(file, [...migrations, STEP])
    expect(renewed.senders.nameOf(MIRA)).toBe('Mira')
    renewed.close()
    expect(pragma(file, 'user_version')).toBe(LATEST + 1)
  })

  it('leaves the database at the version that it had when a migration fails', () => {
    const file = newDbFile()
    store(file).close()
    const broken = { version: LATEST + 2, sql: 'CREATE TABLE half (id); INSERT INTO nothing VALUES (1)' }
    expect(open(file, [...migrations, STEP, broken])).toMatchObject({ error: { code: 'unreadable' } })
    expect(pragma(file, 'user_version')).toBe(LATEST)
    expect(store(file, [...migrations, STEP]).senders.unread).toBe(0)
  })

  it('refuses a database from a newer version and does not touch it', () => {
    const file = newDbFile()
    store(file, [...migrations, STEP]).close()
    const before = readFileSync(file)
    expect(open(file)).toEqual({ ok: false, error: { code: 'from-the-future' } })
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('refuses a file that is not a database and does not touch it', () => {
    const file = newDbFile()
    writeFileSync(file, 'not a database, whatever its name says. '.repeat(200))
    const before = readFileSync(file)
    expect(open(file)).toMatchObject({ error: { code: 'corrupt' } })
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('does not take a damaged header for a newer version', () => {
    const file = newDbFile()
    store(file).close()
    writeFileSync(file, readFileSync(file).fill('damage', 16, 100))
    expect(open(file)).toMatchObject({ error: { code: 'corrupt' } })
  })

  it('finds damage in the middle of the file', () => {
    const file = newDbFile()
    const made = store(file)
    made.write(() => {
      for (let n = 0; n < 2_000; n++) made.notes.set(`note ${n}`, 'x'.repeat(100))
    })
    made.close()
    const bytes = readFileSync(file)
    const middle = Math.floor(bytes.length / 2)
    bytes.fill(0x5a, middle, middle + 8_192)
    writeFileSync(file, bytes)
    expect(open(file)).toMatchObject({ error: { code: 'corrupt' } })
  })

  it('creates the folder of a new database for its owner only', () => {
    const file = join(dirname(newDbFile()), 'nodes', 'n1', 'wallet.db')
    expect(open(file).ok).toBe(true)
    if (process.platform !== 'win32') expect(statSync(dirname(file)).mode & 0o777).toBe(0o700)
  })

  it('leaves one single file after closing', () => {
    const file = newDbFile()
    const made = store(file)
    made.write(() => made.notes.set('key', 'note'))
    made.close()
    expect(readdirSync(dirname(file))).toEqual([basename(file)])
  })
})

describe('a write transaction', () => {
  it('writes everything or nothing', () => {
    const made = store(newDbFile())
    const bug = new Error('a bug')
    const attempt = () =>
      made.write(() => {
        made.notes.set('key', 'note')
        throw bug
      })
    expect(attempt).toThrow(bug)
    expect(made.notes.get('key')).toBe('')
  })

  it('returns a failure of SQLite as a value', () => {
    const file = newDbFile()
    const made = store(file)
    const other = new DatabaseSync(file)
    onTestFinished(() => other.close())
    other.exec('BEGIN IMMEDIATE')
    expect(made.write(() => made.notes.set('key', 'note'))).toMatchObject({ error: { code: 'store-failed' } })
    other.exec('ROLLBACK')
    expect(made.write(() => made.notes.set('key', 'note')).ok).toBe(true)
  })

  it('stores a text beyond its first NUL', () => {
    const made = store(newDbFile())
    made.write(() => made.notes.set('key', 'a\0b'))
    expect(made.notes.get('key')).toBe('a\ufffdb')
  })

  it('throws when a stored value has an impossible type', () => {
    const file = newDbFile()
    const made = store(file)
    made.write(() => made.identity.learn({ pubkey: MIRA, network: 'regtest' }, 1))
    const other = new DatabaseSync(file)
    onTestFinished(() => other.close())
    other.exec(`UPDATE identity SET network = 'moon'`)
    expect(() => made.identity.get()).toThrow('unexpected')
  })
})

describe('opening expected records', () => {
  it('reports them gone and creates nothing when the file, its folder or its content is missing', () => {
    const file = newDbFile()
    const folder = join(dirname(file), 'nodes', 'n1', 'wallet.db')
    for (const missing of [file, folder]) {
      expect(openStore(missing, { expected: true })).toEqual(fail('gone', 'missing'))
      expect(existsSync(missing)).toBe(false)
    }
    expect(existsSync(dirname(folder))).toBe(false)
    writeFileSync(file, '')
    expect(openStore(file, { expected: true })).toEqual(fail('gone', 'empty'))
    expect(readFileSync(file)).toHaveLength(0)
    const blank = new DatabaseSync(file)
    blank.exec('VACUUM')
    blank.close()
    expect(openStore(file, { expected: true })).toEqual(fail('gone', 'empty'))
  })

  it('returns unreadable, without an exception, when the folder cannot be created', () => {
    const file = newDbFile()
    writeFileSync(file, 'a file where a folder should be')
    expect(openStore(join(file, 'nodes', 'wallet.db'))).toMatchObject({ error: { code: 'unreadable' } })
  })
})
