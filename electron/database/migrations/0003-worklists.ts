export const worklists = `
-- Lists by programme, and counters for headings: counting a million rows would take seconds, a trigger takes microseconds.

-- Who submitted a voucher has seen it too and may not approve it; who sent it back or gave it up is known as well.
ALTER TABLE voucher ADD COLUMN submitted_by TEXT REFERENCES user (id)
  CHECK (submitted_by IS NULL OR approved_by IS NULL OR submitted_by <> approved_by);
ALTER TABLE voucher ADD COLUMN set_aside_by TEXT REFERENCES user (id);
ALTER TABLE voucher ADD COLUMN set_aside_at TEXT;

-- When the oldest waiting one was queued, and which ones were acknowledged last.
CREATE INDEX delivery_by_queueing ON delivery (queued_at) WHERE state = 'waiting';
CREATE INDEX delivery_by_settling ON delivery (settled_at) WHERE state = 'acknowledged';

CREATE INDEX case_by_programme_age ON person_case (programme, id);

-- 'case/KK/eligible', 'voucher/approved', 'delivery/waiting' → how many.
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

CREATE TRIGGER voucher_counted AFTER INSERT ON voucher
BEGIN
  INSERT INTO tally (name, count) VALUES ('voucher/' || NEW.state, 1)
    ON CONFLICT (name) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER voucher_recounted AFTER UPDATE OF state ON voucher WHEN OLD.state <> NEW.state
BEGIN
  UPDATE tally SET count = count - 1 WHERE name = 'voucher/' || OLD.state;
  INSERT INTO tally (name, count) VALUES ('voucher/' || NEW.state, 1)
    ON CONFLICT (name) DO UPDATE SET count = count + 1;
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
