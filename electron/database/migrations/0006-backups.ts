export const backups = `
-- Where backups go and how often; no row while nobody has chosen a folder.
CREATE TABLE backup_plan (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  folder TEXT NOT NULL,
  every_hours INTEGER NOT NULL CHECK (every_hours > 0),
  is_on_same_disk INTEGER NOT NULL CHECK (is_on_same_disk IN (0, 1)),
  version INTEGER NOT NULL,
  device TEXT NOT NULL
) STRICT;

-- What became of the attempts. The number is their order, whatever the clock said; it never leaves the file.
CREATE TABLE backup_attempt (
  number INTEGER PRIMARY KEY,
  folder TEXT NOT NULL,
  made_at TEXT NOT NULL,
  -- The verified backup's name in the folder, or why there is none.
  name TEXT,
  cause TEXT,
  CHECK ((name IS NULL) <> (cause IS NULL))
) STRICT;

-- This file was put back from a backup and has not been compared with the central office since.
CREATE TABLE restore_mark (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  restored_at TEXT NOT NULL,
  backup_made_at TEXT NOT NULL,
  -- The head of the audit of the file that was set aside; null where it could not be read.
  set_aside_sequence INTEGER,
  set_aside_hash TEXT,
  CHECK ((set_aside_sequence IS NULL) = (set_aside_hash IS NULL))
) STRICT;
`;
