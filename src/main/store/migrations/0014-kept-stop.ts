import type { Migration } from './migration'

/**
 * Keeps where a message stopped half-way while its rest is sent, so that an attempt that sends nothing restores it:
 * `earlier_text` and `earlier_part_fees_msat` are `node_text` and `part_fees_msat` of the attempt before. `rest_failure`:
 * why the latest attempt sent nothing.
 */
export const keptStop: Migration = {
  version: 14,
  sql: `
ALTER TABLE outgoing ADD COLUMN earlier_text TEXT;
ALTER TABLE outgoing ADD COLUMN earlier_part_fees_msat TEXT;
ALTER TABLE outgoing ADD COLUMN rest_failure TEXT;
`
}
