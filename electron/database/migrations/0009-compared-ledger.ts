// Which life of the central office's ledger this file has compared itself with: a place of its own, as no receipt tells it.

export const comparedLedger = `
CREATE TABLE compared_ledger (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  -- Everything acknowledged here was compared with it or said in it; NULL: all of it is to be compared.
  epoch TEXT,
  -- The furthest place in the county's feed that something here was settled at.
  head INTEGER NOT NULL CHECK (head >= 0)
) STRICT;
INSERT INTO compared_ledger (id, head) VALUES (1, 0);

-- It told the newest receipt by the clock.
DROP INDEX delivery_by_settling;
`;
