import type { Migration } from './migration'

/**
 * Pairs of keys that look the same in the short form, and of which the person said that they know both. Each pair is
 * stored in both directions. The table holds keys and not sender ids, because the answer is about the keys, whether or
 * not a sender is proven.
 */
export const toldApart: Migration = {
  version: 12,
  sql: `
CREATE TABLE told_apart (
  key TEXT NOT NULL,
  other TEXT NOT NULL,
  PRIMARY KEY (key, other)
) STRICT, WITHOUT ROWID;
`
}
