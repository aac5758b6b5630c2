import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { fail, ok, type Result } from '../../shared/result'
import { Database, sqliteError } from './database'
import { readHeader } from './header'
import { migrate, schemaVersion } from './migrate'
import { migrations } from './migrations'
import type { Migration } from './migrations/migration'
import { Store } from './store'
import { errorText } from '../error-text'

/**
 * `from-the-future`: a newer wallet wrote the file; it is not touched. `corrupt`: damaged, or not a database; it is not
 * touched either. `gone`: records are expected, but the file is missing or empty; nothing is created in their place.
 * `unreadable`: no permission, disk full, locked, or the folder cannot be created.
 */
export type StoreOpenCode = 'from-the-future' | 'corrupt' | 'gone' | 'unreadable'

export interface OpenOptions {
  /** The node has had records. If there are none now, that is an error and not a first start. */
  readonly expected?: boolean
  readonly steps?: readonly Migration[]
}

/**
 * Files up to this size are checked in full, which takes some 10 ms. In larger ones damage is noticed when it is read.
 */
const CHECKED_BYTES = 64 * 1024 * 1024
const SQLITE_CORRUPT = 11
const SQLITE_NOTADB = 26

/** Opens the database of one node and migrates it. Creates a new one, with its folder, unless records are expected. */
export function openStore(
  file: string,
  { expected = false, steps = migrations }: OpenOptions = {}
): Result<Store, StoreOpenCode> {
  const latest = Math.max(...steps.map(({ version }) => version))
  try {
    const header = readHeader(file)
    const isThere = header.kind === 'database' || header.kind === 'no-database'
    if (expected && !isThere) return fail('gone', header.kind)
    if (header.kind === 'no-database') return fail('corrupt', 'not a database')
    if (header.kind === 'database' && header.userVersion > latest) return fail('from-the-future')
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  } catch (error) {
    return fail('unreadable', errorText(error))
  }
  let database: Database | undefined
  try {
    database = new Database(file)
    database.execute('PRAGMA busy_timeout = 1000')
    const refusal = refusalOf(database, file, latest, expected)
    if (refusal !== undefined) {
      database.abandon()
      return refusal
    }
    // FULL: a committed transaction survives a power loss. https://sqlite.org/pragma.html#pragma_synchronous
    database.execute('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON')
    // 16 MB of WAL: pages that many batches change are then written to the database once, not once per batch.
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

function refusalOf(database: Database, file: string, latest: number, expected: boolean) {
  // Checked again, because the latest version may be in the WAL and not yet in the file's header.
  if (schemaVersion(database) > latest) return fail('from-the-future')
  if (statSync(file).size <= CHECKED_BYTES) {
    const found = database.prepare('PRAGMA quick_check(1)').one()?.text('quick_check')
    if (found !== 'ok') return fail('corrupt', found)
  }
  // Asked of SQLite, because the first migrations may be in the WAL only.
  return expected && schemaVersion(database) === 0 ? fail('gone', 'empty') : undefined
}
