// From the Career Balance to the delivery: balances, agreements, vouchers with their ledger, the outbox.

export const vouchers = `
CREATE TABLE balance (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES person_case (id),
  version_number INTEGER NOT NULL CHECK (version_number >= 1),
  supersedes TEXT REFERENCES balance (id),
  variant TEXT NOT NULL CHECK (variant IN ('basic', 'deep')),
  state TEXT NOT NULL CHECK (state IN ('draft', 'finished', 'superseded')),
  informed_on TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  advisor_id TEXT NOT NULL REFERENCES user (id),
  person_signed_on TEXT,
  advisor_signed_on TEXT,
  finished_at TEXT,
  saved_at TEXT NOT NULL,
  version INTEGER NOT NULL,
  device TEXT NOT NULL,
  UNIQUE (case_id, version_number),
  CHECK ((state = 'draft') = (finished_at IS NULL)),
  CHECK ((finished_at IS NULL) = (person_signed_on IS NULL)),
  CHECK ((finished_at IS NULL) = (advisor_signed_on IS NULL))
) STRICT;

-- A signed balance is never edited: only its being superseded may be noted.
CREATE TRIGGER balance_is_final BEFORE UPDATE ON balance
  WHEN OLD.state <> 'draft' AND (
    NEW.content IS NOT OLD.content OR NEW.finished_at IS NOT OLD.finished_at OR NEW.variant IS NOT OLD.variant
    OR NEW.person_signed_on IS NOT OLD.person_signed_on OR NEW.advisor_signed_on IS NOT OLD.advisor_signed_on
    OR NEW.informed_on IS NOT OLD.informed_on OR NEW.advisor_id IS NOT OLD.advisor_id OR NEW.state = 'draft')
BEGIN
  SELECT RAISE(ABORT, 'a finished balance is final');
END;

CREATE TABLE number_block (
  programme TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL CHECK (last >= first),
  next INTEGER NOT NULL CHECK (next BETWEEN first AND last + 1),
  PRIMARY KEY (programme, first)
) STRICT, WITHOUT ROWID;

CREATE TABLE agreement (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL UNIQUE REFERENCES person_case (id),
  programme TEXT NOT NULL,
  number TEXT UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('draft', 'signed')),
  signed_on TEXT,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL CHECK (valid_to >= valid_from),
  categories TEXT NOT NULL CHECK (json_valid(categories)),
  pool INTEGER NOT NULL CHECK (pool > 0),
  own_percent INTEGER NOT NULL CHECK (own_percent BETWEEN 0 AND 100),
  contribution_due_on TEXT,
  orders_allowed INTEGER NOT NULL CHECK (orders_allowed > 0),
  rule_set_hash TEXT NOT NULL REFERENCES rule_set (hash),
  created_at TEXT NOT NULL,
  version INTEGER NOT NULL,
  device TEXT NOT NULL,
  CHECK ((state = 'signed') = (number IS NOT NULL)),
  CHECK ((state = 'signed') = (signed_on IS NOT NULL)),
  CHECK ((state = 'signed') = (contribution_due_on IS NOT NULL))
) STRICT;

CREATE TABLE voucher (
  id TEXT PRIMARY KEY,
  agreement_id TEXT NOT NULL REFERENCES agreement (id),
  order_number INTEGER NOT NULL CHECK (order_number >= 1),
  state TEXT NOT NULL CHECK (state IN ('prepared', 'submitted', 'sent-back', 'approved', 'cancelled')),
  order_body TEXT NOT NULL CHECK (json_valid(order_body)),
  quote TEXT NOT NULL CHECK (json_valid(quote)),
  vouchers INTEGER NOT NULL CHECK (vouchers > 0),
  rule_set_hash TEXT NOT NULL REFERENCES rule_set (hash),
  prepared_by TEXT NOT NULL REFERENCES user (id),
  prepared_at TEXT NOT NULL,
  submitted_at TEXT,
  approved_by TEXT REFERENCES user (id),
  approved_at TEXT,
  reason TEXT,
  version INTEGER NOT NULL,
  device TEXT NOT NULL,
  -- Four eyes, whatever the program believes.
  CHECK (approved_by IS NULL OR approved_by <> prepared_by),
  CHECK ((state = 'approved') = (approved_by IS NOT NULL)),
  CHECK ((state = 'approved') = (approved_at IS NOT NULL)),
  UNIQUE (agreement_id, order_number)
) STRICT;
CREATE INDEX voucher_by_state ON voucher (state, id);
CREATE INDEX voucher_by_preparer ON voucher (prepared_by, state, id);

-- An approved voucher is what was sent: nothing in it changes any more.
CREATE TRIGGER voucher_is_final BEFORE UPDATE ON voucher WHEN OLD.state = 'approved'
BEGIN
  SELECT RAISE(ABORT, 'an approved voucher is final');
END;

-- Double entry: each row moves vouchers of an agreement from one account to another.
CREATE TABLE voucher_entry (
  id TEXT PRIMARY KEY,
  agreement_id TEXT NOT NULL REFERENCES agreement (id),
  voucher_id TEXT NOT NULL REFERENCES voucher (id),
  from_account TEXT NOT NULL CHECK (from_account IN ('pool', 'reserved', 'committed')),
  to_account TEXT NOT NULL CHECK (to_account IN ('pool', 'reserved', 'committed') AND to_account <> from_account),
  vouchers INTEGER NOT NULL CHECK (vouchers > 0),
  booked_on TEXT NOT NULL,
  booked_at TEXT NOT NULL,
  device TEXT NOT NULL
) STRICT;
CREATE INDEX entry_by_agreement ON voucher_entry (agreement_id, booked_on);
CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON voucher_entry
BEGIN
  SELECT RAISE(ABORT, 'an entry is never changed');
END;
CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON voucher_entry
BEGIN
  SELECT RAISE(ABORT, 'an entry is never deleted');
END;

-- The outbox: written in the approving transaction; body is the exact text that travels, hash its SHA-256.
CREATE TABLE delivery (
  voucher_id TEXT PRIMARY KEY REFERENCES voucher (id),
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
  CHECK ((state = 'waiting') = (settled_at IS NULL)),
  CHECK ((state = 'acknowledged') = (receipt IS NOT NULL)),
  CHECK ((state = 'waiting') = (next_try_at IS NOT NULL))
) STRICT;
CREATE INDEX delivery_due ON delivery (next_try_at, voucher_id) WHERE state = 'waiting';
CREATE INDEX delivery_by_state ON delivery (state, voucher_id);
CREATE TRIGGER delivery_body_is_frozen BEFORE UPDATE ON delivery
  WHEN NEW.body IS NOT OLD.body OR NEW.hash IS NOT OLD.hash
BEGIN
  SELECT RAISE(ABORT, 'what was approved is what travels');
END;
CREATE TRIGGER delivery_is_never_deleted BEFORE DELETE ON delivery
BEGIN
  SELECT RAISE(ABORT, 'a delivery is never deleted');
END;

-- This file's own identity at the central office; one row once enrolled.
CREATE TABLE workstation (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  device TEXT NOT NULL,
  central_url TEXT,
  workstation_id TEXT,
  private_key BLOB,
  enrolment TEXT CHECK (enrolment IS NULL OR json_valid(enrolment)),
  last_exchange_at TEXT
) STRICT;
`;
