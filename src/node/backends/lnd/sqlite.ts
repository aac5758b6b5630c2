/** The part of `node:sqlite` that the journal uses; @photostructure/sqlite has the same API. */
export interface SqliteDatabase {
  exec(sql: string): void
  prepare(sql: string): SqliteStatement
  close(): void
}

export interface SqliteStatement {
  run(...values: SqliteValue[]): unknown
  get(...values: SqliteValue[]): unknown
  all(...values: SqliteValue[]): unknown[]
}

export type SqliteValue = string | number | bigint | Uint8Array | null

export type OpenDatabase = (path: string) => SqliteDatabase
