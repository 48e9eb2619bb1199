// Version 2: a voucher can be taken back by an office or by the central office, the feed says refusals too, keys overlap.
import { ingestSql } from './0002-ingest.ts';

/** What was refused before stood in no feed: it gets its line now, behind what is there. */
const refusalsSql = `
INSERT INTO entry (county, seq, kind, voucher_id, person_key, programme, vouchers, at)
  SELECT voucher.county, feed_head.seq + row_number() OVER (PARTITION BY voucher.county
      ORDER BY voucher.received_at, voucher.id), 'voucher-refused', voucher.id, voucher.person_key, voucher.programme, 0,
    voucher.received_at
  FROM voucher JOIN feed_head USING (county) WHERE voucher.outcome = 'refused';
UPDATE feed_head SET seq = coalesce((SELECT max(entry.seq) FROM entry WHERE entry.county = feed_head.county), 0);
`;

export const withdrawalsSql = `
-- A key is known before it signs: signs_from is when the overlap ends.
ALTER TABLE centre_key ADD COLUMN signs_from timestamptz, ADD COLUMN endorsements jsonb NOT NULL DEFAULT '[]';
UPDATE centre_key SET signs_from = created_at;
ALTER TABLE centre_key ALTER COLUMN signs_from SET NOT NULL;

ALTER TABLE person_fund ADD CHECK (spent >= 0);

-- Of a voucher that was accepted; the voucher's own row never changes. What was accepted keeps its body, sealed.
CREATE TABLE withdrawal (
  id uuid PRIMARY KEY,
  hash text NOT NULL,
  device_id uuid NOT NULL REFERENCES device (id),
  voucher_id uuid NOT NULL REFERENCES voucher (id),
  reason text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('accepted', 'refused')),
  code text,
  sealed text,
  received_at timestamptz NOT NULL,
  receipt_id uuid,
  epoch uuid NOT NULL REFERENCES epoch (id),
  key_id text NOT NULL REFERENCES centre_key (id),
  CHECK ((outcome = 'accepted') = (sealed IS NOT NULL)),
  CHECK ((outcome = 'accepted') = (receipt_id IS NOT NULL)),
  CHECK ((outcome = 'accepted') = (code IS NULL))
);
CREATE UNIQUE INDEX withdrawal_once ON withdrawal (voucher_id) WHERE outcome = 'accepted';
CREATE INDEX withdrawal_by_device ON withdrawal (device_id, id);

CREATE TABLE revocation (
  voucher_id uuid PRIMARY KEY REFERENCES voucher (id),
  reason text NOT NULL,
  revoked_at timestamptz NOT NULL,
  epoch uuid NOT NULL REFERENCES epoch (id),
  key_id text NOT NULL REFERENCES centre_key (id)
);

-- A line is about a voucher and, where one was decided on, a withdrawal; of each kind a voucher has one at most.
ALTER TABLE entry DROP CONSTRAINT entry_voucher_id_key;
ALTER TABLE entry ADD COLUMN withdrawal_id uuid REFERENCES withdrawal (id);
CREATE UNIQUE INDEX entry_once ON entry (voucher_id, kind);
CREATE TRIGGER entry_is_never_emptied BEFORE TRUNCATE ON entry
  FOR EACH STATEMENT EXECUTE FUNCTION entry_is_append_only();
CREATE TRIGGER withdrawal_is_append_only BEFORE UPDATE OR DELETE ON withdrawal
  FOR EACH ROW EXECUTE FUNCTION entry_is_append_only();
CREATE TRIGGER revocation_is_append_only BEFORE UPDATE OR DELETE ON revocation
  FOR EACH ROW EXECUTE FUNCTION entry_is_append_only();
${refusalsSql}${ingestSql}`;
