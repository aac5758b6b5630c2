/**
 * SQL for the migrations that change the ids of senders. Never change it, because released migrations run it. It
 * expects a temporary table `renamed (id, name, kept)`: the new id of each sender and the row that remains of all rows
 * with that id. It merges the rows, moves their messages and activity, writes the new ids and drops `renamed`. The
 * petname and settings of merged rows are kept if the remaining row has none.
 */
export const MERGE_SENDERS = `
CREATE TEMP TABLE merged AS SELECT id, kept FROM renamed WHERE id <> kept;
CREATE INDEX temp.merged_by_id ON merged (id);
CREATE TEMP TABLE target AS SELECT DISTINCT kept FROM merged;

UPDATE messages SET sender_id = (SELECT kept FROM merged WHERE id = sender_id)
  WHERE sender_id IN (SELECT id FROM merged);

-- The index names a sender's row by a token: rows that change their sender are indexed anew, with their note.
CREATE TEMP TABLE moved AS
  SELECT a.pos, a.title || coalesce(char(10) || n.note, '') AS words, m.kept FROM activity a
  JOIN merged m ON m.id = a.sender_id LEFT JOIN notes n ON n.key = a.key;
DELETE FROM activity_fts WHERE rowid IN (SELECT pos FROM moved);
INSERT INTO activity_fts (rowid, words, who) SELECT pos, words, '#' || kept || '#' FROM moved;
UPDATE activity SET sender_id = (SELECT kept FROM moved WHERE moved.pos = activity.pos)
  WHERE pos IN (SELECT pos FROM moved);

-- What the person decided, where the kept row has nothing.
UPDATE senders SET (petname, petname_folded) = (
    SELECT o.petname, o.petname_folded FROM senders o JOIN merged m ON m.id = o.id
    WHERE m.kept = senders.id AND o.petname <> '' ORDER BY o.id LIMIT 1)
  WHERE petname = '' AND EXISTS (SELECT 1 FROM senders o JOIN merged m ON m.id = o.id
    WHERE m.kept = senders.id AND o.petname <> '');
UPDATE senders SET
    muted = max(muted, (SELECT max(o.muted) FROM senders o JOIN merged m ON m.id = o.id WHERE m.kept = senders.id)),
    min_sats = max(min_sats, (SELECT max(o.min_sats) FROM senders o JOIN merged m ON m.id = o.id WHERE m.kept = senders.id))
  WHERE id IN (SELECT kept FROM target);

-- The numbers of a merged conversation. Where one of its rows has something unread, some of the others may count as unread
-- again.
UPDATE senders SET
    read_seq = CASE
      WHEN unread = 0 AND NOT EXISTS (SELECT 1 FROM senders o JOIN merged m ON m.id = o.id
        WHERE m.kept = senders.id AND o.unread > 0)
      THEN max(read_seq, (SELECT max(o.read_seq) FROM senders o JOIN merged m ON m.id = o.id WHERE m.kept = senders.id))
      ELSE min(read_seq, (SELECT min(o.read_seq) FROM senders o JOIN merged m ON m.id = o.id WHERE m.kept = senders.id))
    END,
    received_sat = min(2100000000000000, received_sat +
      (SELECT sum(o.received_sat) FROM senders o JOIN merged m ON m.id = o.id WHERE m.kept = senders.id)),
    machine_count = machine_count +
      (SELECT sum(o.machine_count) FROM senders o JOIN merged m ON m.id = o.id WHERE m.kept = senders.id),
    last_seq = coalesce(
      (SELECT max(seq) FROM messages WHERE sender_id = senders.id AND kind <> 'machine'),
      (SELECT min(seq) FROM messages WHERE sender_id = senders.id)),
    open_run = NULL
  WHERE id IN (SELECT kept FROM target);
UPDATE senders SET
    last_at = (SELECT received_at FROM messages WHERE seq = senders.last_seq),
    unread = (SELECT count(*) FROM messages WHERE sender_id = senders.id AND seq > senders.read_seq
      AND kind <> 'machine' AND direction = 'in')
  WHERE id IN (SELECT kept FROM target);

-- Machine runs of a merged conversation: each run of chatter with nothing a person said in between.
DELETE FROM machine_runs WHERE sender_id IN (SELECT id FROM merged UNION SELECT kept FROM target);
INSERT INTO machine_runs (sender_id, first_seq, last_seq, count, first_at, last_at, amount_sat)
  SELECT sender_id, min(seq), max(seq), count(*), min(received_at), max(received_at),
    min(2100000000000000, sum(CASE WHEN amount_sat BETWEEN 1 AND 2100000000000000 THEN amount_sat ELSE 0 END))
  FROM (
    SELECT sender_id, seq, received_at, amount_sat, kind,
      count(*) FILTER (WHERE kind <> 'machine') OVER (PARTITION BY sender_id ORDER BY seq) AS run
    FROM messages WHERE sender_id IN (SELECT kept FROM target)
  ) WHERE kind = 'machine' GROUP BY sender_id, run;

UPDATE senders SET unread = 0 WHERE id IN (SELECT id FROM merged);
DELETE FROM senders WHERE id IN (SELECT id FROM merged);
UPDATE senders SET pubkey = (SELECT name FROM renamed WHERE renamed.id = senders.id)
  WHERE EXISTS (SELECT 1 FROM renamed WHERE renamed.id = senders.id AND name <> pubkey);

DROP TABLE renamed; DROP TABLE merged; DROP TABLE target; DROP TABLE moved;
`
