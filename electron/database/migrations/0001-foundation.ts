// The SQL stands in a module, so that plain Node and the bundle read it alike.

export const foundation = `
-- Everything that one person, one voucher and one receipt need. Ids are UUIDv7 text made on the device; every row that
-- people change carries version and device. Dates are YYYY-MM-DD, instants ISO 8601 UTC, money grosze, JSON is text.

CREATE TABLE office (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  county_teryt TEXT NOT NULL CHECK (length(county_teryt) = 4),
  lock_after_minutes INTEGER NOT NULL DEFAULT 10 CHECK (lock_after_minutes > 0),
  created_at TEXT NOT NULL,
  version INTEGER NOT NULL,
  device TEXT NOT NULL
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

CREATE TABLE draft (
  user_id TEXT NOT NULL REFERENCES user (id),
  key TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  saved_at TEXT NOT NULL,
  PRIMARY KEY (user_id, key)
) STRICT, WITHOUT ROWID;

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
-- Covers the list of everybody: a page is read from the index alone, without fetching fifty scattered rows.
CREATE INDEX person_list ON person
  (sort_name, id, first_name, last_name, birth_date, pesel, document_number, phone, teryt);
CREATE INDEX person_by_phone ON person (phone_digits) WHERE phone_digits <> '';
CREATE INDEX person_by_birth ON person (birth_date, sort_name);
CREATE UNIQUE INDEX person_by_document ON person (document_type, document_country, document_number, birth_date)
  WHERE document_number IS NOT NULL;
CREATE INDEX person_by_document_number ON person (document_number) WHERE document_number IS NOT NULL;

CREATE VIRTUAL TABLE person_search USING fts5 (
  names, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0", prefix = '2 3'
);

-- Counters kept by triggers: counting 1 000 000 rows for a heading would take seconds.
CREATE TABLE tally (
  name TEXT PRIMARY KEY,
  count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER person_counted AFTER INSERT ON person
BEGIN
  INSERT INTO tally (name, count) VALUES ('person', 1) ON CONFLICT (name) DO UPDATE SET count = count + 1;
END;

CREATE TABLE case_number (
  -- The next case number of a programme and year on this workstation.
  programme TEXT NOT NULL,
  year INTEGER NOT NULL,
  next INTEGER NOT NULL,
  PRIMARY KEY (programme, year)
) STRICT, WITHOUT ROWID;

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
CREATE INDEX case_by_stage ON person_case (stage, id);
CREATE INDEX case_by_programme ON person_case (programme, stage, id);

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

-- The rules that decisions and agreements rested on, so that an old one can be replayed after the rules changed.
CREATE TABLE rule_set (
  hash TEXT PRIMARY KEY,
  programme TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body))
) STRICT, WITHOUT ROWID;

-- Hash chain: hash = SHA-256 over the previous hash, the row's own fields and the commitment to its values. The values
-- themselves stand beside it, so that a later erasure leaves the chain verifiable.
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

-- What happened is never rewritten; an erasure empties a row's values and leaves its commitment.
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
`;
