/** One step of the schema. Never change a released one: add the next file instead. */
export interface Migration {
  /** The file's number, and SQLite's user_version after it. */
  readonly version: number
  readonly sql: string
}
