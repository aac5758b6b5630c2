import type { Migration } from './migration'

/**
 * Adds the highest fee limit of the attempts before the latest one whose outcomes are unknown. Any of them may still
 * take its fee. NULL if there is none, and for attempts of earlier versions.
 */
export const earlierFees: Migration = {
  version: 15,
  sql: `
ALTER TABLE payments ADD COLUMN earlier_fee_limit_msat INTEGER CHECK (earlier_fee_limit_msat >= 0);
DROP INDEX payments_one_click;
CREATE INDEX payments_one_click ON payments (sent_at, amount_msat, fee_msat, fee_limit_msat, earlier_fee_limit_msat)
  WHERE one_click = 1 AND state <> 'failed';
`
}
