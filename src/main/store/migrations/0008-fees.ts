import type { Migration } from './migration'

/**
 * Adds the fee of a payment, its fee limit, and the block height and time until which a payment under way can settle.
 * They are NULL if the node does not report them, and for payments of earlier versions. The activity counts a fee as
 * sent.
 */
export const fees: Migration = {
  version: 8,
  sql: `
ALTER TABLE payments ADD COLUMN fee_msat INTEGER CHECK (fee_msat >= 0);
ALTER TABLE payments ADD COLUMN fee_limit_msat INTEGER CHECK (fee_limit_msat >= 0);
ALTER TABLE payments ADD COLUMN return_height INTEGER;
ALTER TABLE payments ADD COLUMN return_at INTEGER;
DROP INDEX payments_one_click;
CREATE INDEX payments_one_click ON payments (sent_at, amount_msat, fee_msat, fee_limit_msat)
  WHERE one_click = 1 AND state <> 'failed';

ALTER TABLE activity ADD COLUMN fee_msat INTEGER NOT NULL DEFAULT 0;
DROP TRIGGER activity_moved;
CREATE TRIGGER activity_moved AFTER UPDATE OF bucket, fee_msat ON activity
WHEN NEW.bucket <> OLD.bucket OR NEW.fee_msat <> OLD.fee_msat BEGIN
  UPDATE activity_sums SET count = count - 1, amount_msat = max(0, amount_msat - OLD.amount_msat - OLD.fee_msat)
    WHERE bucket = OLD.bucket AND (span, start) IN (VALUES (0, 0), (900000, OLD.at - OLD.at % 900000));
  INSERT INTO activity_sums (span, bucket, start, count, amount_msat)
    VALUES (0, NEW.bucket, 0, 1, NEW.amount_msat + NEW.fee_msat),
           (900000, NEW.bucket, NEW.at - NEW.at % 900000, 1, NEW.amount_msat + NEW.fee_msat)
    ON CONFLICT DO UPDATE SET
      count = count + 1,
      amount_msat = min(2100000000000000000, amount_msat + excluded.amount_msat);
END;
`
}
