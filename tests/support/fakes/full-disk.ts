import { vi } from 'vitest'
import { Database } from '../../../src/main/store/database'

/** Simulates a full disk under a database: every write beyond the limit fails with a real SQLITE_FULL. */
export class Disk {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Allows no more pages from now on. Writes that fit into the existing pages still succeed. */
  fill(): void {
    // The limit is at least the current size: https://sqlite.org/pragma.html#pragma_max_page_count
    this.#database.prepare('PRAGMA max_page_count = 1').one()
  }

  makeRoom(): void {
    this.#database.prepare('PRAGMA max_page_count = 4294967294').one()
  }
}

/** Opens records with `open`, and returns the disk that they are on. */
export function onDisk<T>(open: () => T): { readonly opened: T; readonly disk: Disk } {
  const execute = vi.spyOn(Database.prototype, 'execute')
  try {
    const opened = open()
    const [database] = execute.mock.contexts
    if (!(database instanceof Database)) throw new Error('no records were opened')
    return { opened, disk: new Disk(database) }
  } finally {
    execute.mockRestore()
  }
}
