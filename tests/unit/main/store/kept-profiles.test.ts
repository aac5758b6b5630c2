import { DatabaseSync } from '@photostructure/sqlite'
import { copyFileSync, cpSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { JsonFile } from '../../../../src/main/settings/json-file'
import { SavedNodes } from '../../../../src/main/settings/saved-nodes'
import { SettingsStore } from '../../../../src/main/settings/settings-store'
import { migrations } from '../../../../src/main/store/migrations'
import { openStore } from '../../../../src/main/store/open'
import { whatIsShown } from '../../../support/fixtures/kept-profile'
import { removeFolder } from '../../../support/fixtures/temporary-folder'

const KEPT = resolve(import.meta.dirname, '../../../profiles')
const versions = readdirSync(KEPT)

/** A temporary copy of a profile that an earlier version wrote. Deleted after the test. */
function copyOf(version: string) {
  const folder = mkdtempSync(join(tmpdir(), 'imp-wallet-test-'))
  onTestFinished(() => removeFolder(folder))
  cpSync(join(KEPT, version), folder, { recursive: true })
  const file = (name: string) => join(folder, name)
  const shown = JSON.parse(readFileSync(file('shown.json'), 'utf8'))
  return { folder, file, shown, records: file('wallet.db') }
}
const bytesOf = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('base64')])
  )

describe('profiles of earlier versions', () => {
  it('exist for every database version from the first one on', () => {
    expect(versions).toContain('1')
    for (const version of versions) expect(Number(version)).toBeLessThanOrEqual(migrations.length)
  })

  it.each(versions)('show the same content as in their own version, database version %s', (version) => {
    const { records, shown } = copyOf(version)
    for (const time of ['first', 'second'] as const) {
      const opened = openStore(records)
      if (!opened.ok) throw new Error(`${time} time: ${opened.error.code} ${opened.error.detail}`)
      expect(whatIsShown(opened.value)).toMatchObject(shown.records)
      opened.value.close()
    }
  })

  it.each(versions)('keep their settings and nodes from database version %s', (version) => {
    const { file, shown } = copyOf(version)
    const damaged = () => expect.unreachable('nothing is damaged')
    expect(new SettingsStore(new JsonFile(file('settings.json')), damaged).current).toMatchObject(
      shown.settings
    )
    expect(new SavedNodes(new JsonFile(file('nodes.json')), damaged).active).toMatchObject(shown.node)
  })
})

describe('a profile from a newer version', () => {
  it('is refused and stays unchanged to the byte', () => {
    const { folder, records } = copyOf('1')
    const writer = new DatabaseSync(records)
    writer.exec(`PRAGMA user_version = ${migrations.length + 1}`)
    writer.close()
    const before = bytesOf(folder)
    expect(openStore(records)).toEqual({ ok: false, error: { code: 'from-the-future' } })
    expect(bytesOf(folder)).toEqual(before)
  })

  it('is refused also if only its write-ahead log holds the newer version', () => {
    const { folder, records } = copyOf('1')
    const writer = new DatabaseSync(records)
    onTestFinished(() => writer.close())
    writer.exec('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0')
    writer.exec(`PRAGMA user_version = ${migrations.length + 1}; CREATE TABLE later (id INTEGER PRIMARY KEY);
       INSERT INTO later VALUES (1)`)
    // As after a crash: the last commits are only in the WAL.
    const crashed = mkdtempSync(join(tmpdir(), 'imp-wallet-test-'))
    onTestFinished(() => removeFolder(crashed))
    for (const name of ['wallet.db', 'wallet.db-wal']) copyFileSync(join(folder, name), join(crashed, name))
    expect(openStore(join(crashed, 'wallet.db'))).toMatchObject({ error: { code: 'from-the-future' } })
    const reader = new DatabaseSync(join(crashed, 'wallet.db'))
    onTestFinished(() => reader.close())
    expect(reader.prepare('PRAGMA user_version').get()).toEqual({ user_version: migrations.length + 1 })
    expect(reader.prepare('SELECT count(*) AS rows FROM later').get()).toEqual({ rows: 1 })
    expect(reader.prepare('SELECT count(*) AS rows FROM payments').get()).toEqual({ rows: 4 })
  })
})
