import type { Migration } from './migration'

/** The key that a node without the extension reported on its first connection. Each later connection is compared with it. */
export const namedKey: Migration = {
  version: 9,
  sql: `
CREATE TABLE named_key (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  pubkey TEXT NOT NULL,
  learned_at INTEGER NOT NULL
) STRICT;
`
}
