import type { Migration } from './migration'

/**
 * A payment's success may be learned long after it: by a check, or by the answer to a retry. Of the rows that are there,
 * those that were checked, or of which the node gave no preimage, may be such.
 */
export const learnedLate: Migration = {
  version: 5,
  sql: `
ALTER TABLE payments ADD COLUMN learned_late INTEGER NOT NULL DEFAULT 0 CHECK (learned_late IN (0, 1));
UPDATE payments SET learned_late = 1 WHERE state = 'succeeded' AND (checked_at IS NOT NULL OR preimage IS NULL);
`
}
