import { MERGE_SENDERS } from './merge-senders'
import type { Migration } from './migration'

/** The white space that JavaScript's `trim` removes, as far as it occurs in keys. */
const SPACE = `char(9, 10, 11, 12, 13, 32, 160)`
const IS_NODE_KEY = `length(key) = 66 AND lower(key) GLOB '0[23]*' AND lower(key) NOT GLOB '*[^0-9a-f]*'`

/**
 * One row per sender. Keys get one canonical form (shared/domain/sender.ts); a DID, which generation 2 delivers without
 * a proof, gets the id of a claimed sender. Rows of the same sender are merged into the row that has the canonical id,
 * or into the oldest one. The petname and settings of merged rows are kept if the remaining row has none.
 */
export const senders: Migration = {
  version: 4,
  sql: `
-- The form of a claimed key that the node gave first, where it says more than the id: replies go to it.
ALTER TABLE senders ADD COLUMN address TEXT;

CREATE TEMP TABLE renamed AS
  WITH trimmed AS (SELECT id, trim(pubkey, ${SPACE}) AS key FROM senders),
       normal AS (
         SELECT id, CASE
           WHEN ${IS_NODE_KEY} THEN lower(key)
           WHEN key GLOB 'did:*[?]initialState=*' THEN 'claimed:' || substr(key, 1, instr(key, '?') - 1)
           WHEN key GLOB 'did:*' THEN 'claimed:' || key
           ELSE key
         END AS name FROM trimmed
       )
  SELECT id, name, first_value(id) OVER (PARTITION BY name ORDER BY id) AS kept FROM normal;

UPDATE senders SET address = (SELECT long.pubkey FROM senders long JOIN renamed r ON r.id = long.id
    WHERE r.kept = senders.id AND long.pubkey GLOB 'did:*[?]initialState=*' ORDER BY long.id LIMIT 1)
  WHERE id IN (SELECT kept FROM renamed WHERE name GLOB 'claimed:*');
${MERGE_SENDERS}`
}
