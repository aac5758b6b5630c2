import type { Migration } from './migration'

/**
 * Who made the text of a payment or message without success: the node, or the wallet's own connection layer. NULL where
 * there is no text, and for texts of earlier versions, which did not tell them apart.
 */
export const speakers: Migration = {
  version: 6,
  sql: `
ALTER TABLE payments ADD COLUMN said TEXT CHECK (said IN ('node', 'connection'));
ALTER TABLE outgoing ADD COLUMN said TEXT CHECK (said IN ('node', 'connection'));
`
}
