import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { NodeId } from '../../shared/domain/ids'
import { fail, ok, type Result } from '../../shared/result'
import { readHeader } from '../store/header'

const folderOf = (userData: string, id: NodeId): string => join(userData, 'nodes', id)

/** The database of a node, in a folder of its own. */
export function recordsFile(userData: string, id: NodeId): string {
  return join(folderOf(userData, id), 'wallet.db')
}

/** The suffixes of SQLite's files: committed rows may still be in the WAL. */
const PARTS = ['', '-wal', '-shm']

/** Moves a damaged database aside as a whole, so that it can be examined or repaired. Returns its new name. */
export function keepRecordsAside(file: string, now = new Date()): string {
  const aside = `${file}.broken-${now.toISOString().replace(/[:.]/gu, '-')}`
  for (const part of PARTS) if (existsSync(file + part)) renameSync(file + part, aside + part)
  return aside
}

/** Databases beside the records of a node that can replace them, newest first: moved aside, or copied there by hand. */
export function backupsBeside(file: string): string[] {
  const isPart = (name: string) => PARTS.some((part) => name === basename(file) + part)
  try {
    return readdirSync(dirname(file))
      .filter((name) => !isPart(name) && !name.endsWith('-wal') && !name.endsWith('-shm'))
      .map((name) => join(dirname(file), name))
      .filter((path) => statSync(path).isFile() && readHeader(path).kind === 'database')
      .sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs)
  } catch {
    // A folder that cannot be read has no backups; the dialog then names none.
    return []
  }
}

/** Copies a backup in place of missing records. Remains of the missing ones are moved aside. Throws file system errors. */
export function restoreRecords(file: string, backup: string): void {
  keepRecordsAside(file)
  const copy = `${file}.part`
  copyFileSync(backup, copy)
  if (existsSync(`${backup}-wal`)) copyFileSync(`${backup}-wal`, `${file}-wal`)
  renameSync(copy, file)
}

/** Erases the records of a node and what was moved aside of them. They must be closed. */
export function eraseRecords(userData: string, id: NodeId): Result<undefined, 'erase-failed'> {
  try {
    // On Windows another program, such as a virus scanner, may hold a file open for a moment.
    rmSync(folderOf(userData, id), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    return ok(undefined)
  } catch {
    return fail('erase-failed')
  }
}
