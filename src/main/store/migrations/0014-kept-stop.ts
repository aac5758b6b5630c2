import type { Migration } from './migration'

/**
 * Keeps where a message stopped half-way while its rest is sent, so that an attempt that sends nothing restores it:
 * `earlier_text` and `earlier_part_fees_msat` are `node_text` and `part_fees_msat` of the attempt before. `rest_failure`:
 * why the latest attempt sent nothing. The index finds the messages whose fees the node is asked for again.
 */
export const keptStop: Migration = {
  version: 14,
  sql: `
ALTER TABLE outgoing ADD COLUMN earlier_text TEXT;
ALTER TABLE outgoing ADD COLUMN earlier_part_fees_msat TEXT;
ALTER TABLE outgoing ADD COLUMN rest_failure TEXT;
CREATE INDEX outgoing_without_part_fees ON outgoing (seq) WHERE unknown = 'part-failed' AND part_fees_msat IS NULL;
`
}
