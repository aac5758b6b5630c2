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

/** SQLite's file and what belongs to it: committed rows may still be in the log beside it. */
const PARTS = ['', '-wal', '-shm']

/** Moves a damaged database out of the way, whole, so that it can be looked at or repaired. Gives its new name. */
export function keepRecordsAside(file: string, now = new Date()): string {
  const aside = `${file}.broken-${now.toISOString().replace(/[:.]/gu, '-')}`
  for (const part of PARTS) if (existsSync(file + part)) renameSync(file + part, aside + part)
  return aside
}

/** Databases beside the records of a node that can take their place, the newest first: kept aside, or put there by hand. */
export function backupsBeside(file: string): string[] {
  const isPart = (name: string) => PARTS.some((part) => name === basename(file) + part)
  try {
    return readdirSync(dirname(file))
      .filter((name) => !isPart(name) && !name.endsWith('-wal') && !name.endsWith('-shm'))
      .map((name) => join(dirname(file), name))
      .filter((path) => statSync(path).isFile() && readHeader(path).kind === 'database')
      .sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs)
  } catch {
    // A folder that cannot be read offers nothing; the dialog says so by not naming a backup.
    return []
  }
}

/** Copies a backup to where the records are missing. What is left of those is kept aside. Throws the system's errors. */
export function restoreRecords(file: string, backup: string): void {
  keepRecordsAside(file)
  const copy = `${file}.part`
  copyFileSync(backup, copy)
  if (existsSync(`${backup}-wal`)) copyFileSync(`${backup}-wal`, `${file}-wal`)
  renameSync(copy, file)
}

/** Erases the records of a node, with what was kept aside of them. They must be closed. */
export function eraseRecords(userData: string, id: NodeId): Result<undefined, 'erase-failed'> {
  try {
    // On Windows another program, such as a virus scanner, may look into a file for a moment.
    rmSync(folderOf(userData, id), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    return ok(undefined)
  } catch {
    return fail('erase-failed')
  }
}
