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

CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  user_id TEXT,
  operation TEXT NOT NULL,
  subject_id TEXT,
  details TEXT CHECK (details IS NULL OR json_valid(details)),
  salt BLOB NOT NULL,
  commitment TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
) STRICT;

CREATE INDEX audit_by_subject ON audit (subject_id, sequence) WHERE subject_id IS NOT NULL;

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
  WHEN NEW.sequence IS NOT OLD.sequence OR NEW.at IS NOT OLD.at OR NEW.user_id IS NOT OLD.user_id
    OR NEW.operation IS NOT OLD.operation OR NEW.subject_id IS NOT OLD.subject_id
    OR NEW.commitment IS NOT OLD.commitment OR NEW.previous_hash IS NOT OLD.previous_hash OR NEW.hash IS NOT OLD.hash
BEGIN
  SELECT RAISE(ABORT, 'the audit is never changed');
END;

CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit is never deleted');
END;

CREATE TABLE backup_attempt (
  number INTEGER PRIMARY KEY,
  folder TEXT NOT NULL,
  made_at TEXT NOT NULL,
  -- The verified backup's name in the folder, or why there is none.
  name TEXT,
  cause TEXT,
  CHECK ((name IS NULL) <> (cause IS NULL))
) STRICT;

CREATE TABLE backup_plan (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  folder TEXT NOT NULL,
  every_hours INTEGER NOT NULL CHECK (every_hours > 0),
  is_on_same_disk INTEGER NOT NULL CHECK (is_on_same_disk IN (0, 1)),
  version INTEGER NOT NULL,
  device TEXT NOT NULL
) STRICT;

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

CREATE TRIGGER balance_is_final BEFORE UPDATE ON balance
  WHEN OLD.state <> 'draft' AND (
    NEW.content IS NOT OLD.content OR NEW.finished_at IS NOT OLD.finished_at OR NEW.variant IS NOT OLD.variant
    OR NEW.person_signed_on IS NOT OLD.person_signed_on OR NEW.advisor_signed_on IS NOT OLD.advisor_signed_on
    OR NEW.informed_on IS NOT OLD.informed_on OR NEW.advisor_id IS NOT OLD.advisor_id OR NEW.state = 'draft')
BEGIN
  SELECT RAISE(ABORT, 'a finished balance is final');
END;

CREATE TABLE case_number (
  -- The next case number of a programme and year on this workstation.
  programme TEXT NOT NULL,
  year INTEGER NOT NULL,
  next INTEGER NOT NULL,
  PRIMARY KEY (programme, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE compared_ledger (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  -- Everything acknowledged here was compared with it or said in it; NULL: all of it is to be compared.
  epoch TEXT,
  -- The furthest place in the county's feed that something here was settled at.
  head INTEGER NOT NULL CHECK (head >= 0)
) STRICT;

CREATE TABLE decision (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES person_case (id),
  programme TEXT NOT NULL,
  rule_set_hash TEXT NOT NULL,
  rule_set_version TEXT NOT NULL,
  as_of TEXT NOT NULL,
  inputs TEXT NOT NULL CHECK (json_valid(inputs)),
  assessment TEXT NOT NULL CHECK (json_valid(assessment)),
  outcome TEXT NOT NULL CHECK (outcome IN ('eligible', 'not-eligible', 'incomplete')),
  note TEXT NOT NULL,
  decided_by TEXT NOT NULL REFERENCES user (id),
  decided_at TEXT NOT NULL,
  device TEXT NOT NULL
) STRICT;

CREATE INDEX decision_by_case ON decision (case_id, decided_at);

CREATE TABLE "delivery" (
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

CREATE INDEX delivery_by_queueing ON delivery (queued_at) WHERE state = 'waiting';

CREATE INDEX delivery_by_state ON delivery (state, id);

CREATE INDEX delivery_due ON delivery (next_try_at, id) WHERE state = 'waiting';

CREATE INDEX delivery_quarantined ON delivery (id) WHERE state = 'waiting' AND facts IS NOT NULL;

CREATE UNIQUE INDEX delivery_that_stands ON delivery (voucher_id, kind) WHERE state <> 'refused';

CREATE TRIGGER delivery_body_is_frozen BEFORE UPDATE ON delivery
  WHEN NEW.body IS NOT OLD.body OR NEW.hash IS NOT OLD.hash OR NEW.kind IS NOT OLD.kind
    OR NEW.voucher_id IS NOT OLD.voucher_id
BEGIN
  SELECT RAISE(ABORT, 'what was approved is what travels');
END;

CREATE TRIGGER delivery_counted AFTER INSERT ON delivery
BEGIN
  INSERT INTO tally (name, count) VALUES ('delivery/' || NEW.state, 1)
    ON CONFLICT (name) DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER delivery_is_never_deleted BEFORE DELETE ON delivery
BEGIN
  SELECT RAISE(ABORT, 'a delivery is never deleted');
END;

CREATE TRIGGER delivery_recounted AFTER UPDATE OF state ON delivery WHEN OLD.state <> NEW.state
BEGIN
  UPDATE tally SET count = count - 1 WHERE name = 'delivery/' || OLD.state;
  INSERT INTO tally (name, count) VALUES ('delivery/' || NEW.state, 1)
    ON CONFLICT (name) DO UPDATE SET count = count + 1;
END;

CREATE TABLE draft (
  user_id TEXT NOT NULL REFERENCES user (id),
  key TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  saved_at TEXT NOT NULL,
  PRIMARY KEY (user_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE feed_cursor (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  epoch TEXT,
  seq INTEGER NOT NULL CHECK (seq >= 0),
  CHECK (epoch IS NOT NULL OR seq = 0)
) STRICT;

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

CREATE TABLE number_block (
  programme TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL CHECK (last >= first),
  next INTEGER NOT NULL CHECK (next BETWEEN first AND last + 1),
  PRIMARY KEY (programme, first)
) STRICT, WITHOUT ROWID;

CREATE TABLE office (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  county_teryt TEXT NOT NULL CHECK (length(county_teryt) = 4),
  lock_after_minutes INTEGER NOT NULL DEFAULT 10 CHECK (lock_after_minutes > 0),
  created_at TEXT NOT NULL,
  version INTEGER NOT NULL,
  device TEXT NOT NULL
) STRICT;

CREATE TABLE other_file (
  head TEXT PRIMARY KEY CHECK (length(head) = 64),
  own_head TEXT NOT NULL,
  noticed_at TEXT NOT NULL,
  accepted_at TEXT,
  accepted_by TEXT REFERENCES user (id)
) STRICT;

CREATE INDEX other_file_open ON other_file (noticed_at) WHERE accepted_at IS NULL;

CREATE TABLE person (
  -- A local number for the search index only; it never leaves the file and nothing refers to it.
  search_row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  pesel TEXT UNIQUE,
  document_type TEXT,
  document_country TEXT,
  document_number TEXT,
  birth_date TEXT NOT NULL,
  sex TEXT NOT NULL CHECK (sex IN ('female', 'male')),
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  -- "last first", folded: the order of lists and the prefix search.
  sort_name TEXT NOT NULL,
  citizenship TEXT,
  -- Of the address; a column of its own for lists. Seven digits, perhaps of a municipality that the register lacks.
  teryt TEXT CHECK (teryt IS NULL OR length(teryt) = 7),
  address TEXT NOT NULL CHECK (json_valid(address)),
  phone TEXT NOT NULL,
  phone_digits TEXT NOT NULL,
  email TEXT NOT NULL,
  education_isced INTEGER CHECK (education_isced BETWEEN 0 AND 8),
  labour_status TEXT,
  occupation TEXT NOT NULL,
  employer TEXT NOT NULL,
  created_at TEXT NOT NULL,
  version INTEGER NOT NULL,
  device TEXT NOT NULL,
  CHECK ((pesel IS NULL) <> (document_number IS NULL)),
  CHECK ((document_number IS NULL) = (document_type IS NULL)),
  CHECK ((document_number IS NULL) = (document_country IS NULL))
) STRICT;

CREATE INDEX person_by_birth ON person (birth_date, sort_name);

CREATE UNIQUE INDEX person_by_document ON person (document_type, document_country, document_number, birth_date)
  WHERE document_number IS NOT NULL;

CREATE INDEX person_by_document_number ON person (document_number) WHERE document_number IS NOT NULL;

CREATE INDEX person_by_phone ON person (phone_digits) WHERE phone_digits <> '';

CREATE INDEX person_list ON person
  (sort_name, id, first_name, last_name, birth_date, pesel, document_number, phone, teryt);

CREATE TRIGGER person_counted AFTER INSERT ON person
BEGIN
  INSERT INTO tally (name, count) VALUES ('person', 1) ON CONFLICT (name) DO UPDATE SET count = count + 1;
END;

CREATE TABLE person_case (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  application_number TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id),
  programme TEXT NOT NULL,
  submitted_on TEXT NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN
    ('application', 'not-eligible', 'eligible', 'balance-started', 'balance-finished', 'agreement-signed')),
  facts TEXT NOT NULL CHECK (json_valid(facts)),
  created_at TEXT NOT NULL,
  version INTEGER NOT NULL,
  device TEXT NOT NULL
) STRICT;

CREATE INDEX case_by_person ON person_case (person_id, programme);

CREATE INDEX case_by_programme ON person_case (programme, stage, id);

CREATE INDEX case_by_programme_age ON person_case (programme, id);

CREATE INDEX case_by_stage ON person_case (stage, id);

CREATE TRIGGER case_counted AFTER INSERT ON person_case
BEGIN
  INSERT INTO tally (name, count) VALUES ('case/' || NEW.programme || '/' || NEW.stage, 1)
    ON CONFLICT (name) DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER case_recounted AFTER UPDATE OF stage ON person_case WHEN OLD.stage <> NEW.stage
BEGIN
  UPDATE tally SET count = count - 1 WHERE name = 'case/' || OLD.programme || '/' || OLD.stage;
  INSERT INTO tally (name, count) VALUES ('case/' || NEW.programme || '/' || NEW.stage, 1)
    ON CONFLICT (name) DO UPDATE SET count = count + 1;
END;

CREATE VIRTUAL TABLE person_search USING fts5 (
  names, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0", prefix = '2 3'
);

CREATE TABLE restore_mark (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  restored_at TEXT NOT NULL,
  backup_made_at TEXT NOT NULL,
  -- The head of the audit of the file that was set aside; null where it could not be read.
  set_aside_sequence INTEGER,
  set_aside_hash TEXT,
  CHECK ((set_aside_sequence IS NULL) = (set_aside_hash IS NULL))
) STRICT;

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

CREATE TABLE rule_set (
  hash TEXT PRIMARY KEY,
  programme TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body))
) STRICT, WITHOUT ROWID;

CREATE TABLE tally (
  name TEXT PRIMARY KEY,
  count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE upkeep (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  checked_at TEXT,
  is_intact INTEGER CHECK (is_intact IN (0, 1)),
  opened_on TEXT,
  opened_in TEXT,
  -- The latest moment known, kept while the computer's clock shows an earlier one.
  ahead_of_clock TEXT,
  -- Since when the recovery code has been used and not renewed.
  recovery_code_used_at TEXT,
  CHECK ((checked_at IS NULL) = (is_intact IS NULL)),
  CHECK ((opened_on IS NULL) = (opened_in IS NULL))
) STRICT;

CREATE TABLE user (
  id TEXT PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,
  display_name TEXT NOT NULL,
  roles TEXT NOT NULL CHECK (json_valid(roles)),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  created_at TEXT NOT NULL,
  version INTEGER NOT NULL,
  device TEXT NOT NULL
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
  device TEXT NOT NULL, submitted_by TEXT REFERENCES user (id)
  CHECK (submitted_by IS NULL OR approved_by IS NULL OR submitted_by <> approved_by), set_aside_by TEXT REFERENCES user (id), set_aside_at TEXT,
  -- Four eyes, whatever the program believes.
  CHECK (approved_by IS NULL OR approved_by <> prepared_by),
  CHECK ((state = 'approved') = (approved_by IS NOT NULL)),
  CHECK ((state = 'approved') = (approved_at IS NOT NULL)),
  UNIQUE (agreement_id, order_number)
) STRICT;

CREATE INDEX voucher_by_preparer ON voucher (prepared_by, state, id);

CREATE INDEX voucher_by_state ON voucher (state, id);

CREATE TRIGGER voucher_counted AFTER INSERT ON voucher
BEGIN
  INSERT INTO tally (name, count) VALUES ('voucher/' || NEW.state, 1)
    ON CONFLICT (name) DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER voucher_is_final BEFORE UPDATE ON voucher WHEN OLD.state = 'approved'
BEGIN
  SELECT RAISE(ABORT, 'an approved voucher is final');
END;

CREATE TRIGGER voucher_recounted AFTER UPDATE OF state ON voucher WHEN OLD.state <> NEW.state
BEGIN
  UPDATE tally SET count = count - 1 WHERE name = 'voucher/' || OLD.state;
  INSERT INTO tally (name, count) VALUES ('voucher/' || NEW.state, 1)
    ON CONFLICT (name) DO UPDATE SET count = count + 1;
END;

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

CREATE UNIQUE INDEX entry_gives_back_once ON voucher_entry (voucher_id) WHERE from_account = 'committed';

CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON voucher_entry
BEGIN
  SELECT RAISE(ABORT, 'an entry is never changed');
END;

CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON voucher_entry
BEGIN
  SELECT RAISE(ABORT, 'an entry is never deleted');
END;

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

CREATE INDEX withdrawal_by_voucher ON withdrawal (voucher_id, id);

CREATE UNIQUE INDEX withdrawal_that_stands ON withdrawal (voucher_id)
  WHERE state IN ('requested', 'approved', 'confirmed');

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

CREATE TABLE workstation (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  device TEXT NOT NULL,
  central_url TEXT,
  workstation_id TEXT,
  private_key BLOB,
  enrolment TEXT CHECK (enrolment IS NULL OR json_valid(enrolment)),
  last_exchange_at TEXT
) STRICT;
