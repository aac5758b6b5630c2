/** One step of the schema. Never changed once released: the next change is the next file. */
export interface Migration {
  /** The file's number; SQLite's user_version after it. */
  readonly version: number
  readonly sql: string
}
