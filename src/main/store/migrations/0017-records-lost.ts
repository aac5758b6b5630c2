import type { Migration } from './migration'

/**
 * Adds whether the node once reported less of a message as arrived than it had proven before. From migration 17 on,
 * `earlier_text` and `earlier_part_fees_msat` hold the last proven stop until the message is begun again after a further
 * one, whatever the outcomes between them.
 */
export const recordsLost: Migration = {
  version: 17,
  sql: `
ALTER TABLE outgoing ADD COLUMN records_lost INTEGER NOT NULL DEFAULT 0 CHECK (records_lost IN (0, 1));
`
}
