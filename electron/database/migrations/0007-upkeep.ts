export const upkeep = `
-- What the file knows of its own state: last check, where it was opened last, the clock, the recovery code.
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
INSERT INTO upkeep (id) VALUES (1);
`;
