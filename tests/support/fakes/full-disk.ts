import { vi } from 'vitest'
import { Database } from '../../../src/main/store/database'

/** The disk under a database, as far as SQLite is concerned: beyond its limit every write ends in a real SQLITE_FULL. */
export class Disk {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Not one page more; what fits into the pages that are there still goes. */
  fill(): void {
    // SQLite takes the present size where that is more: https://sqlite.org/pragma.html#pragma_max_page_count
    this.#database.prepare('PRAGMA max_page_count = 1').one()
  }

  makeRoom(): void {
    this.#database.prepare('PRAGMA max_page_count = 4294967294').one()
  }
}

/** Opens records by `open`, and gives the disk that they are on. */
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
