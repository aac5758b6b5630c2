import type { Database } from './database'
import type { Migration } from './migrations/migration'

/** The number of the last migration that the file has seen; 0 for a new file. Writes nothing. */
export function schemaVersion(database: Database): number {
  return database.prepare('PRAGMA user_version').one()?.int('user_version') ?? 0
}

/** Brings the schema up to date, each step in a transaction of its own: a crash leaves the file at a whole version. */
export function migrate(database: Database, migrations: readonly Migration[]): void {
  const from = schemaVersion(database)
  for (const { version, sql } of migrations) {
    if (version <= from) continue
    database.transaction(() => {
      database.execute(sql)
      database.execute(`PRAGMA user_version = ${version}`)
    })
  }
}
