import type { Database } from './database'

/** What the person wrote about an entry of the activity, by the entry's key. */
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

  /** Empty where there is none. */
  get(key: string): string {
    return this.select.one(key)?.text('note') ?? ''
  }

  set(key: string, note: string): void {
    if (note === '') this.remove.run(key)
    else this.upsert.run(key, note)
  }
}
