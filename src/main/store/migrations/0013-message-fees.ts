import type { Migration } from './migration'

/**
 * Adds the fees of sent messages. `fee_msat` is the sum that the node reports, `part_fees_msat` the fees of the parts
 * that arrived, with commas between them. `fee_limit_msat` is the largest fee of each part in the latest attempt. They are
 * NULL if the node does not report or keep them, and for messages of earlier versions.
 *
 * `latest_msat` and `earlier_msat` replace `counted`: the most that the latest attempt, and all attempts before it, may
 * have cost with their fees. `left_alone`: the person does not want the rest of the message to be sent.
 */
export const messageFees: Migration = {
  version: 13,
  sql: `
ALTER TABLE outgoing ADD COLUMN fee_msat INTEGER CHECK (fee_msat >= 0);
ALTER TABLE outgoing ADD COLUMN part_fees_msat TEXT;
ALTER TABLE outgoing ADD COLUMN fee_limit_msat INTEGER CHECK (fee_limit_msat >= 0);
ALTER TABLE outgoing ADD COLUMN latest_msat INTEGER NOT NULL DEFAULT 0 CHECK (latest_msat >= 0);
ALTER TABLE outgoing ADD COLUMN earlier_msat INTEGER NOT NULL DEFAULT 0 CHECK (earlier_msat >= 0);
ALTER TABLE outgoing ADD COLUMN left_alone INTEGER NOT NULL DEFAULT 0 CHECK (left_alone IN (0, 1));
UPDATE outgoing SET latest_msat = min(counted, 1) * cost_sat * 1000,
  earlier_msat = max(counted - 1, 0) * cost_sat * 1000;
DROP INDEX outgoing_one_click;
ALTER TABLE outgoing DROP COLUMN counted;
CREATE INDEX outgoing_one_click ON outgoing (sent_at, latest_msat, earlier_msat) WHERE one_click = 1;
`
}
