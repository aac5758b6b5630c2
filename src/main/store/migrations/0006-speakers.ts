import type { Migration } from './migration'

/**
 * Who wrote the error text of a payment or message: the node, or the wallet's own connection layer. NULL if there is no
 * text, and for texts of earlier versions, which did not record it.
 */
export const speakers: Migration = {
  version: 6,
  sql: `
ALTER TABLE payments ADD COLUMN said TEXT CHECK (said IN ('node', 'connection'));
ALTER TABLE outgoing ADD COLUMN said TEXT CHECK (said IN ('node', 'connection'));
`
}
