import type { Migration } from './migration'

/**
 * Pairs of keys with the same short form that the person confirmed to be two different, known keys. Each pair is
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
