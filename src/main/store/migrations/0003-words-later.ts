import type { Migration } from './migration'

/** The words of messages above this seq are not in messages_fts yet: they are indexed when the stream leaves time. */
export const wordsLater: Migration = {
  version: 3,
  sql: `INSERT INTO counters (name, value) SELECT 'indexed', coalesce(max(seq), 0) FROM messages;`
}
