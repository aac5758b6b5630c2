import type { Migration } from './migration'

/**
 * Adds the node's id of the message that a message of ours replies to, as the first attempt named it; empty if it had
 * none. NULL for messages whose attempts are all older than this migration.
 */
export const replyReference: Migration = {
  version: 18,
  sql: `
ALTER TABLE outgoing ADD COLUMN reply_to_node_id TEXT;
`
}
