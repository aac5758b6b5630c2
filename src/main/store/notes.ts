import type { Database } from './database'

/** Notes of the person on entries of the activity list, by the entry's key. */
export class NotesRepository {
  private readonly select
  private readonly upsert
  private readonly remove

  constructor(database: Database) {
    this.select = database.prepare('SELECT note FROM notes WHERE key = ?')
    this.upsert = database.prepare(
      'INSERT INTO notes (key, note) VALUES (?, ?) ON CONFLICT DO UPDATE SET note = excluded.note'
    )
    this.remove = database.prepare('DELETE FROM notes WHERE key = ?')
  }

  /** Empty if there is no note. */
  get(key: string): string {
    return this.select.one(key)?.text('note') ?? ''
  }

  set(key: string, note: string): void {
    if (note === '') this.remove.run(key)
    else this.upsert.run(key, note)
  }
}
