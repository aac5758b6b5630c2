import type { OpenDatabase, SqliteDatabase } from '../backends/lnd/sqlite'

interface SqliteModule {
  readonly DatabaseSync: new (path: string) => SqliteDatabase
}

/**
 * Returns a function that opens databases: with Node's own SQLite from Node 22.5 on, or else with the wallet's package,
 * which has the same API. @throws Error if there is neither
 */
export function openDatabaseWith(require: NodeJS.Require): OpenDatabase {
  const load = (name: string): SqliteModule | undefined => {
    try {
      const loaded: unknown = require(name)
      return isSqlite(loaded) ? loaded : undefined
    } catch {
      return undefined
    }
  }
  const sqlite = load('node:sqlite') ?? load('@photostructure/sqlite')
  if (sqlite === undefined) throw new Error('SQLite is missing: this needs Node 22.5 or newer')
  return (path) => new sqlite.DatabaseSync(path)
}

function isSqlite(loaded: unknown): loaded is SqliteModule {
  return (
    typeof loaded === 'object' &&
    loaded !== null &&
    'DatabaseSync' in loaded &&
    typeof loaded.DatabaseSync === 'function'
  )
}
