// One call a batch. Persons are taken in one order by everybody (no deadlock), the feed's head last (no gap in the feed).

/**
 * judge_voucher: null for accepted (the fund is charged), else code and facts of the refusal.
 * judge_withdrawal: null for accepted (the fund has its vouchers back), else the code.
 * anchor_head: keeps the head of a workstation's audit chain and counts its items; gives the head that was kept before.
 * ingest_batch: {device, county, at, epoch, keyId, auditHead, items} → one row an item.
 */
export const ingestSql = `
DROP FUNCTION ingest_batch (jsonb);
DROP FUNCTION judge_voucher (arriving, text);
-- A withdrawal arrives with the person and the programme of the voucher that it withdraws.
ALTER TYPE arriving ADD ATTRIBUTE withdraws uuid, ADD ATTRIBUTE reason text;

CREATE FUNCTION judge_voucher(item arriving) RETURNS jsonb LANGUAGE plpgsql AS $$
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
  -- Also one that was withdrawn or revoked: its number stands on paper.
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

CREATE FUNCTION judge_withdrawal(item arriving, at_county text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  target voucher;
BEGIN
  SELECT * INTO target FROM voucher
    WHERE id = item.withdraws AND county = at_county AND programme = item.programme AND outcome = 'accepted';
  IF NOT FOUND THEN RETURN 'unknown-voucher'; END IF;
  IF EXISTS (SELECT FROM withdrawal WHERE voucher_id = target.id AND outcome = 'accepted') THEN
    RETURN 'already-withdrawn';
  END IF;
  IF EXISTS (SELECT FROM revocation WHERE voucher_id = target.id) THEN RETURN 'already-revoked'; END IF;
  UPDATE person_fund SET spent = spent - target.vouchers
    WHERE person_key = target.person_key AND programme = target.programme;
  RETURN NULL;
END $$;

CREATE FUNCTION anchor_head(at_device uuid, new_head text, more_accepted integer, more_refused integer) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  head_before text;
BEGIN
  SELECT audit_head INTO head_before FROM device WHERE id = at_device FOR NO KEY UPDATE;
  UPDATE device SET audit_head = coalesce(new_head, audit_head), accepted = accepted + more_accepted,
    refused = refused + more_refused WHERE id = at_device;
  RETURN head_before;
END $$;

CREATE FUNCTION ingest_batch(batch jsonb) RETURNS TABLE (
  place integer, id uuid, outcome text, code text, facts jsonb, replay boolean, hash text, withdraws uuid,
  "supportId" text, "receiptId" uuid, "acceptedAt" timestamptz, seq integer, epoch uuid, "keyId" text, "headBefore" text
) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  item arriving;
  refusal jsonb;
  refused_as text;
  known text;
  decided_ids uuid[] := '{}';
  decided_places integer[] := '{}';
  withdrawn_ids uuid[] := '{}';
  withdrawn_places integer[] := '{}';
  accepted integer := 0;
  refused integer := 0;
  replayed integer[] := '{}';
  conflicting integer[] := '{}';
  withdrawing integer[] := '{}';
  unknown integer[] := '{}';
  lines integer;
  head integer;
  head_before text;
  at_county text := batch->>'county';
  at_device uuid := batch->>'device';
  arrived_at timestamptz := batch->>'at';
BEGIN
  -- A person's vouchers before their withdrawals.
  FOR item IN SELECT * FROM jsonb_populate_recordset(NULL::arriving, batch->'items') AS arrived
    ORDER BY arrived."personKey" COLLATE "C", arrived.programme COLLATE "C", arrived.withdraws IS NOT NULL, arrived.place
  LOOP
    IF item.withdraws IS NOT NULL THEN
      withdrawing := withdrawing || item.place;
      PERFORM FROM person_fund WHERE person_key = item."personKey" AND programme = item.programme FOR UPDATE;
    ELSIF item.cap IS NOT NULL THEN
      -- Takes the person's row until the commit, also where nothing changes.
      INSERT INTO person_fund AS fund (person_key, programme, cap) VALUES (item."personKey", item.programme, item.cap)
        ON CONFLICT (person_key, programme) DO UPDATE SET cap = greatest(fund.spent, EXCLUDED.cap);
    END IF;
    SELECT each.hash INTO known FROM (
      SELECT voucher.hash FROM voucher WHERE voucher.id = item.id
      UNION ALL SELECT withdrawal.hash FROM withdrawal WHERE withdrawal.id = item.id) AS each;
    IF FOUND THEN
      IF known = item.hash THEN replayed := replayed || item.place;
      ELSE conflicting := conflicting || item.place; END IF;
      CONTINUE;
    END IF;
    IF item.withdraws IS NOT NULL THEN
      refused_as := judge_withdrawal(item, at_county);
      IF refused_as = 'unknown-voucher' THEN
        unknown := unknown || item.place;
        CONTINUE;
      END IF;
      INSERT INTO withdrawal (id, hash, device_id, voucher_id, reason, outcome, code, sealed, received_at, receipt_id,
          epoch, key_id)
        VALUES (item.id, item.hash, at_device, item.withdraws, item.reason,
          CASE WHEN refused_as IS NULL THEN 'accepted' ELSE 'refused' END, refused_as,
          CASE WHEN refused_as IS NULL THEN item.sealed END, arrived_at,
          CASE WHEN refused_as IS NULL THEN item."receiptId" END, (batch->>'epoch')::uuid, batch->>'keyId');
      IF refused_as IS NULL THEN
        withdrawn_ids := withdrawn_ids || item.id;
        withdrawn_places := withdrawn_places || item.place;
        accepted := accepted + 1;
      ELSE refused := refused + 1; END IF;
      CONTINUE;
    END IF;
    IF item.cap IS NULL THEN refusal := '{"code": "not-funded", "facts": {}}';
    ELSE refusal := judge_voucher(item); END IF;
    INSERT INTO voucher (id, hash, device_id, county, programme, person_key, agreement_number, order_number, vouchers,
        outcome, code, facts, received_at, receipt_id, support_id, epoch, key_id)
      VALUES (item.id, item.hash, at_device, at_county, item.programme, item."personKey",
        item."agreementNumber", item."orderNumber", item.vouchers,
        CASE WHEN refusal IS NULL THEN 'accepted' ELSE 'refused' END, refusal->>'code',
        coalesce(refusal->'facts', '{}'), arrived_at,
        CASE WHEN refusal IS NULL THEN item."receiptId" END, CASE WHEN refusal IS NULL THEN item."supportId" END,
        (batch->>'epoch')::uuid, batch->>'keyId');
    decided_ids := decided_ids || item.id;
    decided_places := decided_places || item.place;
    IF refusal IS NOT NULL THEN
      refused := refused + 1;
      CONTINUE;
    END IF;
    accepted := accepted + 1;
    INSERT INTO identity (voucher_id, sealed) VALUES (item.id, item.sealed);
    INSERT INTO person_admission (person_key, programme, agreement_number, county, voucher_id)
      VALUES (item."personKey", item.programme, item."agreementNumber", at_county, item.id)
      ON CONFLICT (person_key, programme) DO NOTHING;
  END LOOP;

  head_before := anchor_head(at_device, batch->>'auditHead', accepted, refused);
  lines := cardinality(decided_ids) + cardinality(withdrawn_ids);
  IF lines > 0 THEN
    UPDATE feed_head SET seq = feed_head.seq + lines WHERE county = at_county
      RETURNING feed_head.seq - lines INTO head;
    INSERT INTO entry (county, seq, kind, voucher_id, person_key, programme, vouchers, at)
      SELECT at_county, head + row_number() OVER (ORDER BY decided.place), 'voucher-' || voucher.outcome, voucher.id,
        voucher.person_key, voucher.programme,
        CASE WHEN voucher.outcome = 'accepted' THEN voucher.vouchers ELSE 0 END, voucher.received_at
      FROM unnest(decided_ids, decided_places) AS decided (id, place) JOIN voucher ON voucher.id = decided.id;
    INSERT INTO entry (county, seq, kind, voucher_id, withdrawal_id, person_key, programme, vouchers, at)
      SELECT at_county, head + cardinality(decided_ids) + row_number() OVER (ORDER BY withdrawn.place),
        'voucher-withdrawn', voucher.id, withdrawn.id, voucher.person_key, voucher.programme, -voucher.vouchers, arrived_at
      FROM unnest(withdrawn_ids, withdrawn_places) AS withdrawn (id, place)
      JOIN withdrawal ON withdrawal.id = withdrawn.id JOIN voucher ON voucher.id = withdrawal.voucher_id;
    -- After a restore from a backup the counters may stand below numbers already given out.
    INSERT INTO number_counter AS counter (programme, next)
      SELECT used.programme, used.number + 1 FROM (
        SELECT voucher.programme, max(substring(voucher.agreement_number FROM '[0-9]+')::integer) AS number
        FROM voucher WHERE voucher.id = ANY (decided_ids) AND voucher.outcome = 'accepted'
          AND voucher.agreement_number ~ '^[^0-9]*[0-9]{1,8}([^0-9]|$)'
        GROUP BY voucher.programme ORDER BY voucher.programme) AS used
      LEFT JOIN number_counter AS known_counter ON known_counter.programme = used.programme
      WHERE used.number >= coalesce(known_counter.next, 1)
      ON CONFLICT (programme) DO UPDATE SET next = greatest(counter.next, EXCLUDED.next);
  END IF;

  RETURN QUERY SELECT arrived.place, arrived.id,
      CASE WHEN arrived.place = ANY (conflicting) THEN 'conflict' ELSE voucher.outcome END,
      voucher.code, voucher.facts, arrived.place = ANY (replayed), voucher.hash, NULL::uuid, voucher.support_id,
      voucher.receipt_id, voucher.received_at, entry.seq, voucher.epoch, voucher.key_id, head_before
    FROM jsonb_populate_recordset(NULL::arriving, batch->'items') AS arrived
    LEFT JOIN voucher ON voucher.id = arrived.id
    LEFT JOIN entry ON entry.voucher_id = voucher.id AND entry.kind = 'voucher-' || voucher.outcome
    WHERE arrived.withdraws IS NULL;
  IF cardinality(withdrawing) > 0 THEN
    RETURN QUERY SELECT arrived.place, arrived.id,
        CASE WHEN arrived.place = ANY (conflicting) THEN 'conflict' WHEN arrived.place = ANY (unknown) THEN 'invalid'
          ELSE withdrawal.outcome END,
        CASE WHEN arrived.place = ANY (unknown) THEN 'unknown-voucher' ELSE withdrawal.code END, '{}'::jsonb,
        arrived.place = ANY (replayed), withdrawal.hash, withdrawal.voucher_id, voucher.support_id,
        withdrawal.receipt_id, withdrawal.received_at, entry.seq, withdrawal.epoch, withdrawal.key_id, head_before
      FROM jsonb_populate_recordset(NULL::arriving, batch->'items') AS arrived
      LEFT JOIN withdrawal ON withdrawal.id = arrived.id
      LEFT JOIN voucher ON voucher.id = withdrawal.voucher_id
      LEFT JOIN entry ON entry.withdrawal_id = withdrawal.id AND entry.voucher_id = withdrawal.voucher_id
        AND entry.kind = 'voucher-withdrawn'
      WHERE arrived.place = ANY (withdrawing);
  END IF;
END $$;
`;
