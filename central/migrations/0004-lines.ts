// Version 4: a case file that was enrolled again under a new key goes on as the same one.

export const linesSql = `
-- The first of the keys that one case file has had; null for a file that has had one.
ALTER TABLE device ADD COLUMN line uuid REFERENCES device (id);
CREATE INDEX device_by_line ON device (line);

-- The asking workstation and all others of its line.
CREATE FUNCTION own_devices(asking uuid) RETURNS uuid[] LANGUAGE sql STABLE AS $$
  SELECT array_agg(id) FROM device
  WHERE id = asking OR line = (SELECT asked.line FROM device AS asked WHERE asked.id = asking)
$$;
`;
