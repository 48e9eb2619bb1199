// One call a batch. Persons are taken in one order by everybody (no deadlock), the feed's head last (no gap in the feed).

/**
 * judge_voucher: null for accepted (the fund is charged, the person admitted), else code and facts of the refusal.
 * ingest_batch: {device, county, at, epoch, keyId, items} → one row an item, in the items' order.
 */
export const ingestSql = `
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
