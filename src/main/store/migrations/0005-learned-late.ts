import type { Migration } from './migration'

/**
 * Marks payments whose success was learned after the attempt: by a check, or by the answer to a retry. Existing rows
 * get the mark if they were checked or have no preimage.
 */
export const learnedLate: Migration = {
  version: 5,
  sql: `
ALTER TABLE payments ADD COLUMN learned_late INTEGER NOT NULL DEFAULT 0 CHECK (learned_late IN (0, 1));
UPDATE payments SET learned_late = 1 WHERE state = 'succeeded' AND (checked_at IS NOT NULL OR preimage IS NULL);
`
}
