import type { Database } from './database'
import type { Migration } from './migrations/migration'

/** Number of the last migration that was applied to the file; 0 for a new file. Does not write. */
export function schemaVersion(database: Database): number {
  return database.prepare('PRAGMA user_version').one()?.int('user_version') ?? 0
}

/** Applies the missing migrations in one transaction, so that a crash leaves the file at a whole version. */
export function migrate(database: Database, migrations: readonly Migration[]): void {
  const from = schemaVersion(database)
  const missing = migrations.filter(({ version }) => version > from)
  if (missing.length === 0) return
  database.transaction(() => {
    for (const { version, sql } of missing) {
      database.execute(sql)
      database.execute(`PRAGMA user_version = ${version}`)
    }
  })
}
