import type { Migration } from './migration'

/** The journal of messages that the person sends. Their text is in `messages`, in the row with the same seq. */
export const outgoing: Migration = {
  version: 2,
  sql: `
CREATE TABLE outgoing (
  seq INTEGER PRIMARY KEY REFERENCES messages (seq),
  -- The id by which the node, and so everybody who answers, names it.
  node_id TEXT,
  -- What one sending costs.
  cost_sat INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('sending', 'sent', 'failed', 'unknown')),
  failure TEXT,
  unknown TEXT,
  -- While the retry of an unknown one is sending: why its earlier attempt is unknown.
  earlier_unknown TEXT,
  node_text TEXT,
  attempts INTEGER NOT NULL,
  -- Attempts that did not certainly fail: each may have cost the whole.
  counted INTEGER NOT NULL,
  one_click INTEGER NOT NULL CHECK (one_click IN (0, 1)),
  sent_at INTEGER NOT NULL,
  CHECK ((state = 'failed') = (failure IS NOT NULL)),
  CHECK ((state = 'unknown') = (unknown IS NOT NULL))
) STRICT;
CREATE INDEX outgoing_by_node_id ON outgoing (node_id) WHERE node_id IS NOT NULL;
CREATE INDEX outgoing_sending ON outgoing (seq) WHERE state = 'sending';
CREATE INDEX outgoing_one_click ON outgoing (sent_at, cost_sat, counted) WHERE one_click = 1 AND counted > 0;
`
}
