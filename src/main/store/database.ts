import { DatabaseSync, type DatabaseSyncInstance, type StatementSyncInstance } from '@photostructure/sqlite'
import * as v from 'valibot'
import { errorCode, errorText } from '../error-text'
import { Row } from './row'

export type SqlValue = string | number | bigint | Uint8Array | null

/** SQLite's code of an error; SQLITE_ERROR (1) if the library gives none. */
const SqliteCode = v.fallback(v.object({ errcode: v.pipe(v.number(), v.integer()) }), { errcode: 1 })

/** The code and message of an error that SQLite reported (disk full, file damaged); undefined for any other error. */
export function sqliteError(error: unknown): { readonly code: number; readonly message: string } | undefined {
  if (errorCode(error) !== 'ERR_SQLITE_ERROR') return undefined
  // The low byte is the primary result code: https://sqlite.org/rescode.html
  return { code: v.parse(SqliteCode, error).errcode & 0xff, message: errorText(error) }
}

/** SQLite cuts a text at its first U+0000 when it is read back, so NUL is replaced before it is stored. */
function storable(value: SqlValue): SqlValue {
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value
}

/** A prepared statement. All integers come back as bigint. */
export class Statement {
  constructor(private readonly statement: StatementSyncInstance) {
    statement.setReadBigInts(true)
  }

  /** Returns the number of rows changed and the rowid of the last one inserted. */
  run(...values: readonly SqlValue[]): { readonly changes: number; readonly rowid: number } {
    // After `setReadBigInts` both are bigint at run time; the package's types do not show it.
    const result: { changes: number | bigint; lastInsertRowid: number | bigint } = this.statement.run(
      ...values.map(storable)
    )
    return { changes: Number(result.changes), rowid: Number(result.lastInsertRowid) }
  }

  one(...values: readonly SqlValue[]): Row | undefined {
    const row: unknown = this.statement.get(...values.map(storable))
    return row === undefined ? undefined : toRow(row)
  }

  all(...values: readonly SqlValue[]): Row[] {
    const rows: readonly unknown[] = this.statement.all(...values.map(storable))
    return rows.map(toRow)
  }
}

function toRow(row: unknown): Row {
  if (typeof row !== 'object' || row === null)
    throw new Error('the database returned something that is not a row')
  return new Row(row as Record<string, unknown>)
}

/** One open database file. A committed transaction survives a power loss. */
export class Database {
  private readonly sqlite: DatabaseSyncInstance
  /** Prepared statements cannot be released in this library, so each is prepared once. */
  private readonly statements = new Map<string, Statement>()

  constructor(file: string, options: { readonly readOnly?: boolean } = {}) {
    this.sqlite = new DatabaseSync(file, options)
  }

  prepare(sql: string): Statement {
    const known = this.statements.get(sql)
    if (known !== undefined) return known
    const statement = new Statement(this.sqlite.prepare(sql))
    this.statements.set(sql, statement)
    return statement
  }

  execute(sql: string): void {
    this.sqlite.exec(sql)
  }

  /**
   * Runs `work` in one transaction. It takes the write lock at the start, so a concurrent reader cannot make it fail
   * half way.
   */
  transaction<T>(work: () => T): T {
    this.sqlite.exec('BEGIN IMMEDIATE')
    try {
      const value = work()
      this.sqlite.exec('COMMIT')
      return value
    } catch (error) {
      // Some failures, such as a full disk, have already rolled back.
      if (this.sqlite.isTransaction) this.sqlite.exec('ROLLBACK')
      throw error
    }
  }

  get isOpen(): boolean {
    return this.sqlite.isOpen
  }

  /** Closes without a checkpoint or a change of the journal mode. */
  abandon(): void {
    if (this.sqlite.isOpen) this.sqlite.close()
  }

  /**
   * Leaves WAL mode, then closes. The library keeps the connection half open until its statements are
   * garbage-collected; without a WAL everything is in one file, which can be copied, moved or deleted at once.
   */
  close(): void {
    if (!this.sqlite.isOpen) return
    this.statements.clear()
    try {
      this.sqlite.exec('PRAGMA journal_mode = DELETE')
    } catch (error) {
      // Read-only, damaged or in use: the WAL stays beside the file and nothing in it is lost.
      if (sqliteError(error) === undefined) throw error
    }
    this.abandon()
  }
}
