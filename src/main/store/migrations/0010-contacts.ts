import type { Migration } from './migration'

/**
 * Marks the senders that the person deals with, so that the inbox can list their conversations first. `met` is set when
 * the person writes to a sender or pays it, and stays set. A sender with a petname is a contact, too, as long as it has
 * the petname.
 */
export const contacts: Migration = {
  version: 10,
  sql: `
ALTER TABLE senders ADD COLUMN met INTEGER NOT NULL DEFAULT 0 CHECK (met IN (0, 1));
ALTER TABLE senders ADD COLUMN contact INTEGER NOT NULL GENERATED ALWAYS AS (met = 1 OR petname <> '') VIRTUAL;
CREATE INDEX senders_contacts_first ON senders (contact, last_seq) WHERE last_seq IS NOT NULL;

UPDATE senders SET met = 1
  WHERE id IN (SELECT sender_id FROM messages WHERE direction = 'out')
    OR id IN (SELECT sender_id FROM activity WHERE kind = 'payment' AND bucket = 'sent');

CREATE TRIGGER sender_written_to AFTER INSERT ON messages WHEN NEW.direction = 'out' BEGIN
  UPDATE senders SET met = 1 WHERE id = NEW.sender_id AND met = 0;
END;
CREATE TRIGGER payee_paid AFTER UPDATE OF bucket ON activity WHEN NEW.kind = 'payment' AND NEW.bucket = 'sent' BEGIN
  UPDATE senders SET met = 1 WHERE id = NEW.sender_id AND met = 0;
END;
`
}
