import type { Migration } from './migration'

/** Messages above this seq are not in messages_fts yet. They are indexed later, when no batch is waiting. */
export const deferredIndexing: Migration = {
  version: 3,
  sql: `INSERT INTO counters (name, value) SELECT 'indexed', coalesce(max(seq), 0) FROM messages;`
}
