// An approved voucher taken back: a row of its own with four eyes of its own, and an outbox that holds either kind.

export const withdrawals = `
CREATE TABLE withdrawal (
  -- UUIDv7, made when it was asked for.
  id TEXT PRIMARY KEY,
  voucher_id TEXT NOT NULL REFERENCES voucher (id),
  -- confirmed: the central office said once that the voucher no longer counts; refused: by it, for another cause;
  -- void: it had refused the voucher itself.
  state TEXT NOT NULL CHECK (state IN
    ('requested', 'declined', 'cancelled', 'approved', 'confirmed', 'refused', 'void')),
  reason TEXT NOT NULL,
  -- What a clerk typed stays in the office.
  note TEXT NOT NULL,
  requested_by TEXT NOT NULL REFERENCES user (id),
  requested_at TEXT NOT NULL,
  approved_by TEXT REFERENCES user (id),
  approved_at TEXT,
  set_aside_by TEXT REFERENCES user (id),
  set_aside_at TEXT,
  -- Why a colleague declined.
  answer TEXT,
  -- The exact text that travels, frozen at approval; queued once the central office has acknowledged the voucher.
  body TEXT,
  hash TEXT CHECK (length(hash) = 64),
  version INTEGER NOT NULL,
  device TEXT NOT NULL,
  -- Four eyes, whatever the program believes.
  CHECK (approved_by IS NULL OR approved_by <> requested_by),
  CHECK (state <> 'declined' OR (set_aside_by <> requested_by AND answer IS NOT NULL)),
  CHECK (state <> 'cancelled' OR set_aside_by = requested_by),
  CHECK ((state IN ('declined', 'cancelled')) = (set_aside_by IS NOT NULL)),
  CHECK ((set_aside_by IS NULL) = (set_aside_at IS NULL)),
  CHECK (state = 'void' OR (state IN ('requested', 'declined', 'cancelled')) = (approved_by IS NULL)),
  CHECK ((approved_by IS NULL) = (approved_at IS NULL)),
  CHECK ((approved_by IS NULL) = (body IS NULL)),
  CHECK ((body IS NULL) = (hash IS NULL))
) STRICT;
CREATE UNIQUE INDEX withdrawal_that_stands ON withdrawal (voucher_id)
  WHERE state IN ('requested', 'approved', 'confirmed');
CREATE INDEX withdrawal_by_voucher ON withdrawal (voucher_id, id);
CREATE INDEX withdrawal_to_decide ON withdrawal (id) WHERE state = 'requested';
CREATE TRIGGER withdrawal_is_frozen BEFORE UPDATE ON withdrawal
  WHEN OLD.approved_by IS NOT NULL AND (
    NEW.body IS NOT OLD.body OR NEW.hash IS NOT OLD.hash OR NEW.voucher_id IS NOT OLD.voucher_id
    OR NEW.reason IS NOT OLD.reason OR NEW.note IS NOT OLD.note OR NEW.requested_by IS NOT OLD.requested_by
    OR NEW.approved_by IS NOT OLD.approved_by OR NEW.approved_at IS NOT OLD.approved_at)
BEGIN
  SELECT RAISE(ABORT, 'an approved withdrawal is what travels');
END;
CREATE TRIGGER withdrawal_is_never_deleted BEFORE DELETE ON withdrawal
BEGIN
  SELECT RAISE(ABORT, 'a withdrawal is never deleted');
END;

-- Whatever comes twice, committed vouchers go back into the pool once.
CREATE UNIQUE INDEX entry_gives_back_once ON voucher_entry (voucher_id) WHERE from_account = 'committed';

-- The outbox of both kinds. A voucher's item has the voucher's id, a withdrawal's its own.
CREATE TABLE outbox (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('voucher', 'withdrawal')),
  voucher_id TEXT NOT NULL REFERENCES voucher (id),
  body TEXT NOT NULL,
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'acknowledged', 'refused')),
  queued_at TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_try_at TEXT,
  cause TEXT,
  facts TEXT CHECK (facts IS NULL OR json_valid(facts)),
  settled_at TEXT,
  support_id TEXT,
  receipt TEXT,
  CHECK ((kind = 'voucher') = (id = voucher_id)),
  CHECK ((state = 'waiting') = (settled_at IS NULL)),
  CHECK ((state = 'acknowledged') = (receipt IS NOT NULL)),
  CHECK ((state = 'waiting') = (next_try_at IS NOT NULL))
) STRICT;
INSERT INTO outbox (id, kind, voucher_id, body, hash, state, queued_at, attempts, next_try_at, cause, facts, settled_at,
    support_id, receipt)
  SELECT voucher_id, 'voucher', voucher_id, body, hash, state, queued_at, attempts, next_try_at, cause, facts, settled_at,
    support_id, receipt
  FROM delivery ORDER BY rowid;
DROP TABLE delivery;
ALTER TABLE outbox RENAME TO delivery;

-- A withdrawal that the central office could not read may be followed by another; two never stand beside each other.
CREATE UNIQUE INDEX delivery_that_stands ON delivery (voucher_id, kind) WHERE state <> 'refused';
CREATE INDEX delivery_due ON delivery (next_try_at, id) WHERE state = 'waiting';
CREATE INDEX delivery_by_state ON delivery (state, id);
CREATE INDEX delivery_by_queueing ON delivery (queued_at) WHERE state = 'waiting';
CREATE INDEX delivery_by_settling ON delivery (settled_at) WHERE state = 'acknowledged';
CREATE TRIGGER delivery_body_is_frozen BEFORE UPDATE ON delivery
  WHEN NEW.body IS NOT OLD.body OR NEW.hash IS NOT OLD.hash OR NEW.kind IS NOT OLD.kind
    OR NEW.voucher_id IS NOT OLD.voucher_id
BEGIN
  SELECT RAISE(ABORT, 'what was approved is what travels');
END;
CREATE TRIGGER delivery_is_never_deleted BEFORE DELETE ON delivery
BEGIN
  SELECT RAISE(ABORT, 'a delivery is never deleted');
END;
CREATE TRIGGER delivery_counted AFTER INSERT ON delivery
BEGIN
  INSERT INTO tally (name, count) VALUES ('delivery/' || NEW.state, 1)
    ON CONFLICT (name) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER delivery_recounted AFTER UPDATE OF state ON delivery WHEN OLD.state <> NEW.state
BEGIN
  UPDATE tally SET count = count - 1 WHERE name = 'delivery/' || OLD.state;
  INSERT INTO tally (name, count) VALUES ('delivery/' || NEW.state, 1)
    ON CONFLICT (name) DO UPDATE SET count = count + 1;
END;
`;
