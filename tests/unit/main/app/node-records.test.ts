import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  backupsBeside,
  eraseRecords,
  keepRecordsAside,
  recordsFile as fileOf,
  restoreRecords
} from '../../../../src/main/app/node-records'
import { openStore } from '../../../../src/main/store/open'
import { ok } from '../../../../src/shared/result'
import type { NodeId } from '../../../../src/shared/domain/ids'

let folder: string
/** The path of the records. Their folder is created. */
function recordsFile(userData: string, id: NodeId): string {
  const file = fileOf(userData, id)
  mkdirSync(dirname(file), { recursive: true })
  return file
}
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'imp-records-'))))
afterEach(() => rmSync(folder, { recursive: true }))

describe('the records of a node', () => {
  it('have a folder of their own', () => {
    const file = recordsFile(folder, 'a-1' as NodeId)
    expect(file).toBe(join(folder, 'nodes', 'a-1', 'wallet.db'))
    writeFileSync(file, '')
    expect(recordsFile(folder, 'b-2' as NodeId)).not.toBe(file)
  })

  it('are erased with the copies beside them, and nothing else is', () => {
    const file = recordsFile(folder, 'a-1' as NodeId)
    const other = recordsFile(folder, 'b-2' as NodeId)
    for (const path of [file, `${file}-wal`, `${file}.broken-1`, other]) writeFileSync(path, '')
    expect(eraseRecords(folder, 'a-1' as NodeId)).toEqual(ok(undefined))
    expect(readdirSync(join(folder, 'nodes'))).toEqual(['b-2'])
    expect(readdirSync(dirname(other))).toEqual(['wallet.db'])
    expect(eraseRecords(folder, 'never' as NodeId)).toEqual(ok(undefined))
  })

  it('are moved aside with all their files, each time under a name of its own', () => {
    const file = recordsFile(folder, 'a-1' as NodeId)
    for (const [day, parts] of [
      [1, ['', '-wal', '-shm']],
      [2, ['']]
    ] as const) {
      for (const part of parts) writeFileSync(file + part, `${day}${part}`)
      keepRecordsAside(file, new Date(Date.UTC(2026, 0, day)))
    }
    expect(readdirSync(dirname(file)).sort()).toEqual([
      'wallet.db.broken-2026-01-01T00-00-00-000Z',
      'wallet.db.broken-2026-01-01T00-00-00-000Z-shm',
      'wallet.db.broken-2026-01-01T00-00-00-000Z-wal',
      'wallet.db.broken-2026-01-02T00-00-00-000Z'
    ])
    expect(readFileSync(`${file}.broken-2026-01-01T00-00-00-000Z-wal`, 'utf8')).toBe('1-wal')
  })

  it('are restored from the newest database beside them, and their remains are kept', () => {
    const file = recordsFile(folder, 'a-1' as NodeId)
    const opened = openStore(file)
    if (!opened.ok) throw new Error(opened.error.code)
    opened.value.close()
    const aside = keepRecordsAside(file, new Date(0))
    writeFileSync(file, '')
    writeFileSync(`${file}.notes.txt`, 'not a database')
    expect(backupsBeside(file)).toEqual([aside])
    restoreRecords(file, aside)
    expect(readFileSync(file)).toEqual(readFileSync(aside))
    expect(openStore(file, { expected: true }).ok).toBe(true)
    expect(backupsBeside(fileOf(folder, 'never' as NodeId))).toEqual([])
  })
})
