import { MERGE_SENDERS } from './merge-senders'
import type { Migration } from './migration'

const IS_NODE_KEY = `length(pubkey) = 66 AND pubkey GLOB '0[23]*' AND pubkey NOT GLOB '*[^0-9a-f]*'`

/**
 * Marks more senders as claimed. Generation 2 proves no sender, but earlier versions marked only its DIDs. Generation 1
 * reports only node keys, so any other name came from generation 2. A database with a DID belongs to a node of
 * generation 2, so the node keys of its messages are claimed, too. A payee is proven by its invoices, so its payments
 * stay with the proven key.
 */
export const claimedSenders: Migration = {
  version: 7,
  sql: `
CREATE TEMP TABLE marked AS
  SELECT id, pubkey FROM senders WHERE pubkey NOT GLOB 'claimed:*'
    AND id IN (SELECT sender_id FROM messages WHERE direction = 'in')
    AND (NOT (${IS_NODE_KEY}) OR EXISTS (SELECT 1 FROM senders WHERE pubkey GLOB 'claimed:did:*'));
CREATE TEMP TABLE paid (pos INTEGER PRIMARY KEY, sender_id INTEGER);
INSERT INTO paid SELECT pos, sender_id FROM activity WHERE kind = 'payment' AND sender_id IN (SELECT id FROM marked);

CREATE TEMP TABLE renamed AS
  WITH named AS (
    SELECT id, CASE WHEN id IN (SELECT id FROM marked) THEN 'claimed:' || pubkey ELSE pubkey END AS name FROM senders
  )
  SELECT id, name, first_value(id) OVER (PARTITION BY name ORDER BY id) AS kept FROM named;
${MERGE_SENDERS}
-- The payees get rows of their own again, with the petname that the person gave the key.
CREATE TEMP TABLE payee AS SELECT DISTINCT marked.id, marked.pubkey FROM marked JOIN paid ON paid.sender_id = marked.id;
INSERT INTO senders (pubkey, petname, petname_folded)
  SELECT payee.pubkey, senders.petname, senders.petname_folded
  FROM payee JOIN senders ON senders.pubkey = 'claimed:' || payee.pubkey;
UPDATE activity SET sender_id = (
    SELECT senders.id FROM senders JOIN payee ON payee.pubkey = senders.pubkey
    JOIN paid ON paid.sender_id = payee.id WHERE paid.pos = activity.pos)
  WHERE pos IN (SELECT pos FROM paid);
DELETE FROM activity_fts WHERE rowid IN (SELECT pos FROM paid);
INSERT INTO activity_fts (rowid, words, who)
  SELECT a.pos, a.title || coalesce(char(10) || n.note, ''), '#' || a.sender_id || '#'
  FROM activity a LEFT JOIN notes n ON n.key = a.key WHERE a.pos IN (SELECT pos FROM paid);

DROP TABLE marked; DROP TABLE paid; DROP TABLE payee;
`
}
