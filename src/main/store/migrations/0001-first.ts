import type { Migration } from './migration'

/**
 * Times are milliseconds since 1970. Amounts are integers in the unit of the column's name.
 * Counters and sums are kept by triggers, so that none can drift from its rows and no screen has to count them.
 */
export const first: Migration = {
  version: 1,
  sql: `
-- Everybody we know by key: who wrote, who was paid, who has a petname.
CREATE TABLE senders (
  id INTEGER PRIMARY KEY,
  pubkey TEXT NOT NULL UNIQUE,
  petname TEXT NOT NULL DEFAULT '',
  petname_folded TEXT NOT NULL DEFAULT '',
  muted INTEGER NOT NULL DEFAULT 0 CHECK (muted IN (0, 1)),
  min_sats INTEGER NOT NULL DEFAULT 0,
  -- The conversation. last_seq orders the list: the last thing a person said, or the first chatter where there is none.
  last_seq INTEGER,
  last_at INTEGER,
  read_seq INTEGER NOT NULL DEFAULT 0,
  unread INTEGER NOT NULL DEFAULT 0,
  received_sat INTEGER NOT NULL DEFAULT 0,
  machine_count INTEGER NOT NULL DEFAULT 0,
  -- The machine run that the next chatter belongs to.
  open_run INTEGER
) STRICT;
CREATE INDEX senders_by_last_seq ON senders (last_seq) WHERE last_seq IS NOT NULL;
CREATE INDEX senders_named ON senders (id) WHERE petname <> '';
CREATE INDEX senders_unread ON senders (id) WHERE unread > 0;

CREATE TABLE messages (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  sender_id INTEGER NOT NULL REFERENCES senders (id),
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  kind TEXT NOT NULL CHECK (kind IN ('text', 'invoice', 'machine', 'binary')),
  service_type TEXT NOT NULL,
  -- As the node sent it: may be negative or absurd.
  amount_sat INTEGER NOT NULL,
  reply_to TEXT,
  received_at INTEGER NOT NULL,
  byte_length INTEGER NOT NULL,
  -- The whole text, or the beginning of it where data holds the whole. Empty for bytes that are no text.
  text TEXT NOT NULL,
  data BLOB
) STRICT;
CREATE INDEX messages_of_people ON messages (sender_id) WHERE kind <> 'machine';
CREATE INDEX messages_of_machines ON messages (sender_id) WHERE kind = 'machine';
CREATE VIRTUAL TABLE messages_fts
  USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'trigram remove_diacritics 1');

CREATE TABLE machine_runs (
  sender_id INTEGER NOT NULL REFERENCES senders (id),
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  count INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  amount_sat INTEGER NOT NULL,
  PRIMARY KEY (sender_id, first_seq)
) STRICT, WITHOUT ROWID;

-- Intervals without subscription; to_at is NULL while one lasts.
CREATE TABLE gaps (
  id INTEGER PRIMARY KEY,
  from_at INTEGER NOT NULL,
  to_at INTEGER,
  reason TEXT NOT NULL CHECK (reason IN ('offline', 'oversized-message'))
) STRICT;
CREATE INDEX gaps_by_time ON gaps (from_at);

CREATE TABLE stream (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  -- The stream was certainly open then.
  seen_at INTEGER NOT NULL
) STRICT;

-- Learned from the first invoice the node made.
CREATE TABLE identity (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  pubkey TEXT NOT NULL,
  network TEXT NOT NULL,
  learned_at INTEGER NOT NULL
) STRICT;

CREATE TABLE invoices (
  payment_hash TEXT PRIMARY KEY CHECK (length(payment_hash) = 64),
  invoice TEXT NOT NULL,
  amount_msat INTEGER NOT NULL,
  memo TEXT NOT NULL,
  network TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'paid', 'expired')),
  paid_at INTEGER
) STRICT;
CREATE INDEX invoices_by_state ON invoices (state, created_at);

CREATE TABLE payments (
  payment_hash TEXT PRIMARY KEY CHECK (length(payment_hash) = 64),
  invoice TEXT NOT NULL,
  amount_msat INTEGER NOT NULL,
  description TEXT,
  payee TEXT NOT NULL,
  network TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('sending', 'succeeded', 'failed', 'unknown')),
  failure TEXT,
  unknown TEXT,
  -- While the retry of an unknown one is sending: why its earlier attempt is unknown.
  earlier_unknown TEXT,
  node_text TEXT,
  preimage TEXT,
  proof TEXT CHECK (proof IN ('verified', 'unavailable', 'mismatch')),
  attempts INTEGER NOT NULL,
  one_click INTEGER NOT NULL CHECK (one_click IN (0, 1)),
  created_at INTEGER NOT NULL,
  sent_at INTEGER NOT NULL,
  checked_at INTEGER,
  settled_at INTEGER,
  message_id TEXT,
  CHECK ((state = 'succeeded') = (proof IS NOT NULL)),
  CHECK ((state = 'failed') = (failure IS NOT NULL)),
  CHECK ((state = 'unknown') = (unknown IS NOT NULL))
) STRICT;
CREATE INDEX payments_sending ON payments (payment_hash) WHERE state = 'sending';
CREATE INDEX payments_one_click ON payments (sent_at, amount_msat) WHERE one_click = 1 AND state <> 'failed';

CREATE TABLE notes (
  key TEXT PRIMARY KEY,
  note TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row per payment, invoice and message that brought money, kept by their repositories in the same transaction.
-- pos is at * 2^20 plus a number within the millisecond: the primary key is the order of the list.
CREATE TABLE activity (
  pos INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('payment', 'invoice', 'message')),
  at INTEGER NOT NULL,
  amount_msat INTEGER NOT NULL,
  title TEXT NOT NULL,
  sender_id INTEGER REFERENCES senders (id),
  state TEXT NOT NULL,
  bucket TEXT NOT NULL CHECK (bucket IN ('sent', 'received', 'waiting', 'unknown', 'failed')),
  expires_at INTEGER,
  alarm INTEGER NOT NULL CHECK (alarm IN (0, 1))
) STRICT;
CREATE INDEX activity_in_bucket ON activity (bucket, pos);
-- Narrow, for stepping over many rows of the whole list.
CREATE INDEX activity_in_order ON activity (pos);
-- who holds a token for the sender's row, so that a petname may change without touching the index.
CREATE VIRTUAL TABLE activity_fts
  USING fts5 (words, who, content = '', contentless_delete = 1, tokenize = 'trigram remove_diacritics 1');

-- Per bucket: of all time (span 0, start 0), and per quarter of an hour, of which every local day is a sum.
CREATE TABLE activity_sums (
  span INTEGER NOT NULL,
  bucket TEXT NOT NULL,
  start INTEGER NOT NULL,
  count INTEGER NOT NULL,
  amount_msat INTEGER NOT NULL,
  PRIMARY KEY (span, bucket, start)
) STRICT, WITHOUT ROWID;

-- A sum stops at all bitcoin there will ever be: it must not overflow, whatever amounts a node reports.
CREATE TRIGGER activity_counted AFTER INSERT ON activity BEGIN
  INSERT INTO activity_sums (span, bucket, start, count, amount_msat)
    VALUES (0, NEW.bucket, 0, 1, NEW.amount_msat),
           (900000, NEW.bucket, NEW.at - NEW.at % 900000, 1, NEW.amount_msat)
    ON CONFLICT DO UPDATE SET
      count = count + 1,
      amount_msat = min(2100000000000000000, amount_msat + excluded.amount_msat);
END;
CREATE TRIGGER activity_moved AFTER UPDATE OF bucket ON activity WHEN NEW.bucket <> OLD.bucket BEGIN
  UPDATE activity_sums SET count = count - 1, amount_msat = max(0, amount_msat - OLD.amount_msat)
    WHERE bucket = OLD.bucket AND (span, start) IN (VALUES (0, 0), (900000, OLD.at - OLD.at % 900000));
  INSERT INTO activity_sums (span, bucket, start, count, amount_msat)
    VALUES (0, NEW.bucket, 0, 1, NEW.amount_msat),
           (900000, NEW.bucket, NEW.at - NEW.at % 900000, 1, NEW.amount_msat)
    ON CONFLICT DO UPDATE SET
      count = count + 1,
      amount_msat = min(2100000000000000000, amount_msat + excluded.amount_msat);
END;

CREATE TABLE counters (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO counters (name, value) VALUES ('unread', 0);
CREATE TRIGGER unread_counted AFTER UPDATE OF unread ON senders WHEN NEW.unread <> OLD.unread BEGIN
  UPDATE counters SET value = value + NEW.unread - OLD.unread WHERE name = 'unread';
END;
`
}
