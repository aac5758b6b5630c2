import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { NodeId } from '../../shared/domain/ids'
import { fail, ok, type Result } from '../../shared/result'

const folderOf = (userData: string, id: NodeId): string => join(userData, 'nodes', id)

/** The database of a node, in a folder of its own that is made where it is missing. */
export function recordsFile(userData: string, id: NodeId): string {
  const folder = folderOf(userData, id)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return join(folder, 'wallet.db')
}

/** SQLite's file and what belongs to it: committed rows may still be in the log beside it. */
const PARTS = ['', '-wal', '-shm']

/** Moves a damaged database out of the way, whole, so that it can be looked at or repaired. Gives its new name. */
export function keepRecordsAside(file: string, now = new Date()): string {
  const aside = `${file}.broken-${now.toISOString().replace(/[:.]/gu, '-')}`
  for (const part of PARTS) if (existsSync(file + part)) renameSync(file + part, aside + part)
  return aside
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
