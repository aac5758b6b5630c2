import { statSync } from 'node:fs'
import { fail, ok, type Result } from '../../shared/result'
import { Database, sqliteError } from './database'
import { readHeader } from './header'
import { migrate, schemaVersion } from './migrate'
import { migrations } from './migrations'
import type { Migration } from './migrations/migration'
import { Store } from './store'

/**
 * `from-the-future`: a newer wallet wrote it; the file is not touched. `corrupt`: damaged, or no database at all; the
 * file is not touched either. `unreadable`: folder missing, no permission, disk full, locked.
 */
export type StoreOpenCode = 'from-the-future' | 'corrupt' | 'unreadable'

/** Checking a file of this size takes some ten milliseconds; larger ones show their damage when it is met. */
const CHECKED_BYTES = 64 * 1024 * 1024
const SQLITE_CORRUPT = 11
const SQLITE_NOTADB = 26

/** Opens the database of one node, makes it where there is none and brings it up to date. */
export function openStore(
  file: string,
  steps: readonly Migration[] = migrations
): Result<Store, StoreOpenCode> {
  const latest = Math.max(...steps.map(({ version }) => version))
  try {
    const header = readHeader(file)
    if (header.kind === 'no-database') return fail('corrupt', 'not a database')
    if (header.kind === 'database' && header.userVersion > latest) return fail('from-the-future')
  } catch (error) {
    return fail('unreadable', error instanceof Error ? error.message : String(error))
  }
  let database: Database | undefined
  try {
    database = new Database(file)
    database.execute('PRAGMA busy_timeout = 1000')
    const refusal = refusalOf(database, file, latest)
    if (refusal !== undefined) {
      database.abandon()
      return refusal
    }
    // What is committed survives a loss of power: https://sqlite.org/pragma.html#pragma_synchronous
    database.execute('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON')
    // 16 MB: pages that many messages change in turn go into the file once, not for each batch.
    database.execute('PRAGMA wal_autocheckpoint = 4000')
    database.execute('PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY')
    migrate(database, steps)
    return ok(new Store(database))
  } catch (error) {
    database?.abandon()
    const known = sqliteError(error)
    if (known === undefined) throw error
    const corrupt = known.code === SQLITE_NOTADB || known.code === SQLITE_CORRUPT
    return fail(corrupt ? 'corrupt' : 'unreadable', known.message)
  }
}

function refusalOf(database: Database, file: string, latest: number) {
  // Again: the latest version may stand in the WAL beside the file.
  if (schemaVersion(database) > latest) return fail('from-the-future')
  if (statSync(file).size > CHECKED_BYTES) return undefined
  const found = database.prepare('PRAGMA quick_check(1)').one()?.text('quick_check')
  return found === 'ok' ? undefined : fail('corrupt', found)
}
