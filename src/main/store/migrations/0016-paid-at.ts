import type { Migration } from './migration'

/**
 * Adds when a payment was paid, by the node's clock in milliseconds since 1970. NULL if the response to the attempt said
 * that it is paid, if the node does not report it, and for payments of earlier versions.
 */
export const paidAt: Migration = {
  version: 16,
  sql: `
ALTER TABLE payments ADD COLUMN paid_at INTEGER;
`
}
