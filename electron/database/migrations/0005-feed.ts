// What the central office said beside answers: its feed, what it took back, and what another file with our key has sent.

export const feed = `
-- How far the county's decisions were read; written with their effects.
CREATE TABLE feed_cursor (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  epoch TEXT,
  seq INTEGER NOT NULL CHECK (seq >= 0),
  CHECK (epoch IS NOT NULL OR seq = 0)
) STRICT;
INSERT INTO feed_cursor (id, seq) VALUES (1, 0);

-- The central office took back what it had accepted: its vouchers are in the pool again.
CREATE TABLE revocation (
  voucher_id TEXT PRIMARY KEY REFERENCES voucher (id),
  reason TEXT NOT NULL,
  revoked_at TEXT NOT NULL,
  noted_at TEXT NOT NULL,
  statement TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER revocation_is_final BEFORE UPDATE ON revocation
BEGIN
  SELECT RAISE(ABORT, 'a revocation is never changed');
END;

-- Accepted there, sent with this file's key, and not in this file: an older one, or one of two copies.
CREATE TABLE foreign_item (
  id TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  support_id TEXT NOT NULL,
  receipt TEXT NOT NULL,
  programme TEXT NOT NULL,
  agreement_number TEXT NOT NULL,
  -- The person's identity as it travels.
  identity TEXT NOT NULL CHECK (json_valid(identity)),
  found_at TEXT NOT NULL,
  -- entered: its agreement is here again and it with it; taken-back: withdrawn or revoked meanwhile.
  settled_as TEXT CHECK (settled_as IN ('entered', 'taken-back'))
) STRICT;
CREATE INDEX foreign_item_open ON foreign_item (agreement_number) WHERE settled_as IS NULL;

-- Heads of audit chains that the central office heard with our key and that are not in ours.
CREATE TABLE other_file (
  head TEXT PRIMARY KEY CHECK (length(head) = 64),
  own_head TEXT NOT NULL,
  noticed_at TEXT NOT NULL,
  accepted_at TEXT,
  accepted_by TEXT REFERENCES user (id)
) STRICT;
CREATE INDEX other_file_open ON other_file (noticed_at) WHERE accepted_at IS NULL;
`;
