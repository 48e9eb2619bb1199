// Version 1: vouchers, each counted once, and a feed of what was accepted. Published: it never changes again.

/** Tables first, then judge_voucher and ingest_batch as they were; 0002 replaces both. */
export const vouchersSql = `
CREATE TABLE epoch (
  id uuid PRIMARY KEY,
  begun_at timestamptz NOT NULL,
  number integer NOT NULL UNIQUE
);

-- Private keys are sealed with a key that is not in this database.
CREATE TABLE centre_key (
  id text PRIMARY KEY,
  public_key text NOT NULL,
  sealed_private_key text NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE TABLE enrolment_code (
  code_hash text PRIMARY KEY,
  county text NOT NULL CHECK (county ~ '^[0-9]{4}$'),
  expires_at timestamptz NOT NULL,
  device_id uuid
);

CREATE TABLE device (
  id uuid PRIMARY KEY,
  county text NOT NULL,
  public_key text NOT NULL,
  enrolled_at timestamptz NOT NULL,
  revoked_at timestamptz,
  audit_head text,
  accepted integer NOT NULL DEFAULT 0,
  refused integer NOT NULL DEFAULT 0
);

-- A nonce only has to outlive the tolerated clock difference: losing this table in a crash loses nothing that counts.
CREATE UNLOGGED TABLE nonce (
  device_id uuid NOT NULL,
  nonce text NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (device_id, nonce)
);
CREATE INDEX nonce_by_expiry ON nonce (expires_at);

CREATE TABLE number_counter (programme text PRIMARY KEY, next integer NOT NULL CHECK (next >= 1));
CREATE TABLE number_block (
  programme text NOT NULL,
  first integer NOT NULL,
  last integer NOT NULL CHECK (last >= first),
  device_id uuid NOT NULL REFERENCES device (id),
  granted_at timestamptz NOT NULL,
  PRIMARY KEY (programme, first)
);
CREATE INDEX number_block_by_device ON number_block (device_id);

-- Without anybody's identity: a person is an HMAC here.
CREATE TABLE voucher (
  id uuid PRIMARY KEY,
  hash text NOT NULL,
  device_id uuid NOT NULL REFERENCES device (id),
  county text NOT NULL,
  programme text NOT NULL,
  person_key text NOT NULL,
  agreement_number text NOT NULL,
  order_number integer NOT NULL,
  vouchers integer NOT NULL CHECK (vouchers > 0),
  outcome text NOT NULL CHECK (outcome IN ('accepted', 'refused')),
  code text,
  facts jsonb NOT NULL,
  received_at timestamptz NOT NULL,
  receipt_id uuid,
  support_id text,
  epoch uuid NOT NULL REFERENCES epoch (id),
  key_id text NOT NULL REFERENCES centre_key (id),
  CHECK ((outcome = 'accepted') = (support_id IS NOT NULL)),
  CHECK ((outcome = 'accepted') = (receipt_id IS NOT NULL)),
  CHECK ((outcome = 'accepted') = (code IS NULL))
);
CREATE UNIQUE INDEX voucher_order ON voucher (programme, agreement_number, order_number) WHERE outcome = 'accepted';
CREATE INDEX voucher_by_device ON voucher (device_id, id);

-- The accepted body as received, sealed: AES-256-GCM under a key that is not in this database.
CREATE TABLE identity (
  voucher_id uuid PRIMARY KEY REFERENCES voucher (id),
  sealed text NOT NULL
);

CREATE TABLE person_fund (
  person_key text NOT NULL,
  programme text NOT NULL,
  spent integer NOT NULL DEFAULT 0,
  cap integer NOT NULL,
  PRIMARY KEY (person_key, programme),
  CHECK (spent <= cap)
);

CREATE TABLE person_admission (
  person_key text NOT NULL,
  programme text NOT NULL,
  agreement_number text NOT NULL,
  county text NOT NULL,
  voucher_id uuid NOT NULL REFERENCES voucher (id),
  PRIMARY KEY (person_key, programme),
  UNIQUE (programme, agreement_number)
);

CREATE TABLE feed_head (county text PRIMARY KEY, seq integer NOT NULL DEFAULT 0);

-- Ledger and feed in one: dense and in the order of commits, because feed_head is taken last.
CREATE TABLE entry (
  county text NOT NULL,
  seq integer NOT NULL,
  kind text NOT NULL,
  voucher_id uuid NOT NULL UNIQUE REFERENCES voucher (id),
  person_key text NOT NULL,
  programme text NOT NULL,
  vouchers integer NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (county, seq)
);
CREATE FUNCTION entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is only ever appended to';
END $$;
CREATE TRIGGER entry_is_append_only BEFORE UPDATE OR DELETE ON entry
  FOR EACH ROW EXECUTE FUNCTION entry_is_append_only();

CREATE TYPE arriving AS (
  place integer, id uuid, hash text, sealed text, programme text, "personKey" text, "agreementNumber" text,
  "orderNumber" integer, vouchers integer, cap integer, "supportId" text, "receiptId" uuid
);

CREATE FUNCTION judge_voucher(item arriving, at_county text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  admission person_admission;
  granted integer;
BEGIN
  SELECT * INTO admission FROM person_admission
    WHERE person_key = item."personKey" AND programme = item.programme;
  IF FOUND AND admission.agreement_number <> item."agreementNumber" THEN
    RETURN '{"code": "already-admitted", "facts": {}}';
  END IF;
  IF NOT FOUND AND EXISTS (SELECT FROM person_admission
      WHERE programme = item.programme AND agreement_number = item."agreementNumber") THEN
    RETURN '{"code": "agreement-taken", "facts": {}}';
  END IF;
  IF EXISTS (SELECT FROM voucher WHERE programme = item.programme AND agreement_number = item."agreementNumber"
      AND order_number = item."orderNumber" AND outcome = 'accepted') THEN
    RETURN '{"code": "duplicate-order", "facts": {}}';
  END IF;
  UPDATE person_fund SET spent = spent + item.vouchers
    WHERE person_key = item."personKey" AND programme = item.programme AND spent + item.vouchers <= item.cap;
  IF FOUND THEN
    RETURN NULL;
  END IF;
  SELECT spent INTO granted FROM person_fund WHERE person_key = item."personKey" AND programme = item.programme;
  RETURN jsonb_build_object('code', 'limit-exceeded', 'facts',
    jsonb_build_object('granted', granted, 'remaining', greatest(item.cap - granted, 0)));
END $$;

CREATE FUNCTION ingest_batch(batch jsonb) RETURNS TABLE (
  place integer, id uuid, outcome text, code text, facts jsonb, replay boolean, hash text, "supportId" text,
  "receiptId" uuid, "acceptedAt" timestamptz, seq integer, epoch uuid, "keyId" text
) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  item arriving;
  refusal jsonb;
  known text;
  granted_ids uuid[] := '{}';
  refusals integer := 0;
  replayed integer[] := '{}';
  conflicting integer[] := '{}';
  head integer;
  at_county text := batch->>'county';
BEGIN
  FOR item IN SELECT * FROM jsonb_populate_recordset(NULL::arriving, batch->'items') AS arrived
    ORDER BY arrived."personKey" COLLATE "C", arrived.place
  LOOP
    IF item.cap IS NOT NULL THEN
      -- Takes the person's row until the commit, also where nothing changes.
      INSERT INTO person_fund AS fund (person_key, programme, cap) VALUES (item."personKey", item.programme, item.cap)
        ON CONFLICT (person_key, programme) DO UPDATE SET cap = greatest(fund.spent, EXCLUDED.cap);
    END IF;
    SELECT voucher.hash INTO known FROM voucher WHERE voucher.id = item.id;
    IF FOUND THEN
      IF known = item.hash THEN replayed := replayed || item.place;
      ELSE conflicting := conflicting || item.place; END IF;
      CONTINUE;
    END IF;
    IF item.cap IS NULL THEN refusal := '{"code": "not-funded", "facts": {}}';
    ELSE refusal := judge_voucher(item, at_county); END IF;
    INSERT INTO voucher (id, hash, device_id, county, programme, person_key, agreement_number, order_number, vouchers,
        outcome, code, facts, received_at, receipt_id, support_id, epoch, key_id)
      VALUES (item.id, item.hash, (batch->>'device')::uuid, at_county, item.programme, item."personKey",
        item."agreementNumber", item."orderNumber", item.vouchers,
        CASE WHEN refusal IS NULL THEN 'accepted' ELSE 'refused' END, refusal->>'code',
        coalesce(refusal->'facts', '{}'), (batch->>'at')::timestamptz,
        CASE WHEN refusal IS NULL THEN item."receiptId" END, CASE WHEN refusal IS NULL THEN item."supportId" END,
        (batch->>'epoch')::uuid, batch->>'keyId');
    IF refusal IS NOT NULL THEN
      refusals := refusals + 1;
      CONTINUE;
    END IF;
    granted_ids := granted_ids || item.id;
    INSERT INTO identity (voucher_id, sealed) VALUES (item.id, item.sealed);
    INSERT INTO person_admission (person_key, programme, agreement_number, county, voucher_id)
      VALUES (item."personKey", item.programme, item."agreementNumber", at_county, item.id)
      ON CONFLICT (person_key, programme) DO NOTHING;
  END LOOP;

  UPDATE device SET accepted = device.accepted + cardinality(granted_ids), refused = device.refused + refusals,
      audit_head = coalesce(batch->>'auditHead', audit_head)
    WHERE device.id = (batch->>'device')::uuid;
  IF cardinality(granted_ids) > 0 THEN
    UPDATE feed_head SET seq = feed_head.seq + cardinality(granted_ids) WHERE county = at_county
      RETURNING feed_head.seq - cardinality(granted_ids) INTO head;
    INSERT INTO entry (county, seq, kind, voucher_id, person_key, programme, vouchers, at)
      SELECT at_county, head + row_number() OVER (ORDER BY arrived.place), 'voucher-accepted', voucher.id,
        voucher.person_key, voucher.programme, voucher.vouchers, voucher.received_at
      FROM voucher JOIN (
        SELECT each.id, min(each.place) AS place FROM jsonb_populate_recordset(NULL::arriving, batch->'items') AS each
        GROUP BY each.id) AS arrived ON arrived.id = voucher.id
      WHERE voucher.id = ANY (granted_ids);
    -- After a restore from a backup the counters may stand below numbers already given out.
    INSERT INTO number_counter AS counter (programme, next)
      SELECT used.programme, used.number + 1 FROM (
        SELECT voucher.programme, max(substring(voucher.agreement_number FROM '[0-9]+')::integer) AS number
        FROM voucher WHERE voucher.id = ANY (granted_ids)
          AND voucher.agreement_number ~ '^[^0-9]*[0-9]{1,8}([^0-9]|$)'
        GROUP BY voucher.programme ORDER BY voucher.programme) AS used
      LEFT JOIN number_counter AS known_counter ON known_counter.programme = used.programme
      WHERE used.number >= coalesce(known_counter.next, 1)
      ON CONFLICT (programme) DO UPDATE SET next = greatest(counter.next, EXCLUDED.next);
  END IF;

  RETURN QUERY SELECT arrived.place, arrived.id,
      CASE WHEN arrived.place = ANY (conflicting) THEN 'conflict' ELSE voucher.outcome END,
      voucher.code, voucher.facts, arrived.place = ANY (replayed), voucher.hash, voucher.support_id,
      voucher.receipt_id, voucher.received_at, entry.seq, voucher.epoch, voucher.key_id
    FROM jsonb_populate_recordset(NULL::arriving, batch->'items') AS arrived
    JOIN voucher ON voucher.id = arrived.id
    LEFT JOIN entry ON entry.voucher_id = voucher.id
    ORDER BY arrived.place;
END $$;
`;
