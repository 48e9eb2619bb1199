// Version 3: a batch is judged and stored in a few statements, however many items it has. Persons are taken in one order by
// everybody (no deadlock), the feed's head last (no gap in the feed).

/**
 * ingest_batch: {device, county, at, epoch, keyId, auditHead, items} → one row an item. Its statements find rows by their
 * keys, whatever the statistics say: a plan made over an empty table is kept while the table grows.
 */
export const setBasedIngestSql = `
DROP FUNCTION ingest_batch (jsonb);
DROP FUNCTION judge_voucher (arriving);
DROP FUNCTION judge_withdrawal (arriving, text);

CREATE FUNCTION ingest_batch(batch jsonb) RETURNS TABLE (
  place integer, id uuid, outcome text, code text, facts jsonb, replay boolean, hash text, withdraws uuid,
  "supportId" text, "receiptId" uuid, "acceptedAt" timestamptz, seq integer, epoch uuid, "keyId" text, "headBefore" text
) LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
  items arriving[];
  waiting arriving[];
  turn arriving[];
  replayed integer[];
  conflicting integer[];
  is_one_by_one boolean;
  has_withdrawals boolean;
  ids uuid[];
  places integer[];
  decided_ids uuid[] := '{}';
  decided_places integer[] := '{}';
  withdrawn_ids uuid[] := '{}';
  withdrawn_places integer[] := '{}';
  more_accepted integer;
  more_refused integer;
  accepted integer := 0;
  refused integer := 0;
  lines integer;
  head integer;
  head_before text;
  at_county text := batch->>'county';
  at_device uuid := batch->>'device';
  arrived_at timestamptz := batch->>'at';
  at_epoch uuid := batch->>'epoch';
  key_id text := batch->>'keyId';
BEGIN
  SELECT array_agg(item), bool_or(item.withdraws IS NOT NULL) INTO items, has_withdrawals
    FROM jsonb_populate_recordset(NULL::arriving, batch->'items') AS item;

  -- Takes the persons' rows until the commit, also where nothing changes.
  INSERT INTO person_fund AS fund (person_key, programme, cap)
    SELECT item."personKey" COLLATE "C", item.programme COLLATE "C", coalesce(max(item.cap), 0) FROM unnest(items) AS item
    WHERE item.cap IS NOT NULL OR item.withdraws IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (person_key, programme) DO UPDATE SET cap = greatest(fund.spent, EXCLUDED.cap);

  SELECT coalesce(array_agg(each.item) FILTER (WHERE each.known IS NULL), '{}'),
      coalesce(array_agg((each.item).place) FILTER (WHERE each.known = (each.item).hash), '{}'),
      coalesce(array_agg((each.item).place) FILTER (WHERE each.known <> (each.item).hash), '{}')
    INTO waiting, replayed, conflicting
    FROM (SELECT item, coalesce(voucher.hash, withdrawal.hash,
          CASE WHEN row_number() OVER same_id > 1 THEN first_value(item.hash) OVER same_id END) AS known
        FROM unnest(items) AS item LEFT JOIN voucher ON voucher.id = item.id LEFT JOIN withdrawal ON withdrawal.id = item.id
        WINDOW same_id AS (PARTITION BY item.id ORDER BY item.place)) AS each;
  -- Who is admitted under an agreement that several persons claim depends on who comes first.
  is_one_by_one := EXISTS (SELECT FROM unnest(waiting) AS item WHERE item.withdraws IS NULL
    GROUP BY item.programme, item."agreementNumber" HAVING count(DISTINCT item."personKey") > 1);

  -- In turns, so that a person's next item sees the one before it: the vouchers first, then their withdrawals.
  WHILE cardinality(waiting) > 0 LOOP
    SELECT array_agg(each.item) FILTER (WHERE each.nth = 1), coalesce(array_agg(each.item) FILTER (WHERE each.nth > 1), '{}')
      INTO turn, waiting
      FROM (SELECT item, row_number() OVER (
            PARTITION BY CASE WHEN NOT is_one_by_one THEN item."personKey" END,
              CASE WHEN NOT is_one_by_one THEN item.programme END
            ORDER BY item.withdraws IS NOT NULL, item.place) AS nth
          FROM unnest(waiting) AS item) AS each;

    WITH judged AS MATERIALIZED (
      SELECT item.*, fund.spent, CASE
          WHEN item.cap IS NULL THEN 'not-funded'
          WHEN admission.agreement_number <> item."agreementNumber" THEN 'already-admitted'
          WHEN admission.agreement_number IS NULL AND EXISTS (SELECT FROM person_admission AS taken
            WHERE taken.programme = item.programme AND taken.agreement_number = item."agreementNumber")
            THEN 'agreement-taken'
          -- Also one that was withdrawn or revoked: its number stands on paper.
          WHEN EXISTS (SELECT FROM voucher WHERE voucher.programme = item.programme
            AND voucher.agreement_number = item."agreementNumber" AND voucher.order_number = item."orderNumber"
            AND voucher.outcome = 'accepted') THEN 'duplicate-order'
          WHEN fund.spent + item.vouchers > item.cap THEN 'limit-exceeded'
        END AS refused_as
      FROM unnest(turn) AS item
      LEFT JOIN person_fund AS fund ON fund.person_key = item."personKey" AND fund.programme = item.programme
      LEFT JOIN person_admission AS admission
        ON admission.person_key = item."personKey" AND admission.programme = item.programme
      WHERE item.withdraws IS NULL
    ), charged AS (
      UPDATE person_fund AS fund SET spent = fund.spent + judged.vouchers FROM judged
        WHERE judged.refused_as IS NULL AND fund.person_key = judged."personKey" AND fund.programme = judged.programme
    ), stored AS (
      INSERT INTO voucher (id, hash, device_id, county, programme, person_key, agreement_number, order_number, vouchers,
          outcome, code, facts, received_at, receipt_id, support_id, epoch, key_id)
        SELECT judged.id, judged.hash, at_device, at_county, judged.programme, judged."personKey",
          judged."agreementNumber", judged."orderNumber", judged.vouchers,
          CASE WHEN refused_as IS NULL THEN 'accepted' ELSE 'refused' END, refused_as,
          CASE WHEN refused_as = 'limit-exceeded' THEN jsonb_build_object(
            'granted', judged.spent, 'remaining', greatest(judged.cap - judged.spent, 0)) ELSE '{}' END,
          arrived_at, CASE WHEN refused_as IS NULL THEN judged."receiptId" END,
          CASE WHEN refused_as IS NULL THEN judged."supportId" END, at_epoch, key_id
        FROM judged
    ), kept AS (
      INSERT INTO identity (voucher_id, sealed) SELECT judged.id, judged.sealed FROM judged WHERE refused_as IS NULL
    ), admitted AS (
      INSERT INTO person_admission (person_key, programme, agreement_number, county, voucher_id)
        SELECT judged."personKey", judged.programme, judged."agreementNumber", at_county, judged.id
        FROM judged WHERE refused_as IS NULL
        ON CONFLICT (person_key, programme) DO NOTHING
    )
    SELECT coalesce(array_agg(judged.id), '{}'), coalesce(array_agg(judged.place), '{}'),
        count(*) FILTER (WHERE refused_as IS NULL), count(*) FILTER (WHERE refused_as IS NOT NULL)
      INTO ids, places, more_accepted, more_refused FROM judged;
    decided_ids := decided_ids || ids;
    decided_places := decided_places || places;
    accepted := accepted + more_accepted;
    refused := refused + more_refused;
    CONTINUE WHEN NOT has_withdrawals;

    -- One whose voucher is not here is not stored: a central office restored from a backup may be given the voucher later.
    WITH judged AS MATERIALIZED (
      SELECT item.*, target.person_key, target.vouchers AS given_back, CASE
          WHEN EXISTS (SELECT FROM withdrawal WHERE withdrawal.voucher_id = target.id AND withdrawal.outcome = 'accepted')
            THEN 'already-withdrawn'
          WHEN EXISTS (SELECT FROM revocation WHERE revocation.voucher_id = target.id) THEN 'already-revoked'
        END AS refused_as
      FROM unnest(turn) AS item JOIN voucher AS target ON target.id = item.withdraws AND target.county = at_county
        AND target.programme = item.programme AND target.outcome = 'accepted'
      WHERE item.withdraws IS NOT NULL
    ), charged AS (
      UPDATE person_fund AS fund SET spent = fund.spent - judged.given_back FROM judged
        WHERE judged.refused_as IS NULL AND fund.person_key = judged.person_key AND fund.programme = judged.programme
    ), stored AS (
      INSERT INTO withdrawal (id, hash, device_id, voucher_id, reason, outcome, code, sealed, received_at, receipt_id,
          epoch, key_id)
        SELECT judged.id, judged.hash, at_device, judged.withdraws, judged.reason,
          CASE WHEN refused_as IS NULL THEN 'accepted' ELSE 'refused' END, refused_as,
          CASE WHEN refused_as IS NULL THEN judged.sealed END, arrived_at,
          CASE WHEN refused_as IS NULL THEN judged."receiptId" END, at_epoch, key_id
        FROM judged
    )
    SELECT coalesce(array_agg(judged.id) FILTER (WHERE refused_as IS NULL), '{}'),
        coalesce(array_agg(judged.place) FILTER (WHERE refused_as IS NULL), '{}'),
        count(*) FILTER (WHERE refused_as IS NULL), count(*) FILTER (WHERE refused_as IS NOT NULL)
      INTO ids, places, more_accepted, more_refused FROM judged;
    withdrawn_ids := withdrawn_ids || ids;
    withdrawn_places := withdrawn_places || places;
    accepted := accepted + more_accepted;
    refused := refused + more_refused;
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
        FROM unnest(decided_ids) AS decided (id) JOIN voucher ON voucher.id = decided.id
        WHERE voucher.outcome = 'accepted' AND voucher.agreement_number ~ '^[^0-9]*[0-9]{1,8}([^0-9]|$)'
        GROUP BY voucher.programme ORDER BY voucher.programme) AS used
      LEFT JOIN number_counter AS known_counter ON known_counter.programme = used.programme
      WHERE used.number >= coalesce(known_counter.next, 1)
      ON CONFLICT (programme) DO UPDATE SET next = greatest(counter.next, EXCLUDED.next);
  END IF;

  RETURN QUERY SELECT item.place, item.id,
      CASE WHEN item.place = ANY (conflicting) THEN 'conflict' ELSE voucher.outcome END,
      voucher.code, voucher.facts, item.place = ANY (replayed), voucher.hash, NULL::uuid, voucher.support_id,
      voucher.receipt_id, voucher.received_at, entry.seq, voucher.epoch, voucher.key_id, head_before
    FROM unnest(items) AS item
    LEFT JOIN voucher ON voucher.id = item.id
    LEFT JOIN entry ON entry.voucher_id = voucher.id AND entry.kind = 'voucher-' || voucher.outcome
    WHERE item.withdraws IS NULL;
  IF has_withdrawals THEN
    RETURN QUERY SELECT item.place, item.id,
        CASE WHEN item.place = ANY (conflicting) THEN 'conflict' WHEN withdrawal.id IS NULL THEN 'invalid'
          ELSE withdrawal.outcome END,
        CASE WHEN withdrawal.id IS NULL THEN 'unknown-voucher' ELSE withdrawal.code END, '{}'::jsonb,
        withdrawal.id IS NOT NULL AND item.place = ANY (replayed), withdrawal.hash, withdrawal.voucher_id,
        voucher.support_id, withdrawal.receipt_id, withdrawal.received_at, entry.seq, withdrawal.epoch,
        withdrawal.key_id, head_before
      FROM unnest(items) AS item
      LEFT JOIN withdrawal ON withdrawal.id = item.id
      LEFT JOIN voucher ON voucher.id = withdrawal.voucher_id
      LEFT JOIN entry ON entry.withdrawal_id = withdrawal.id AND entry.voucher_id = withdrawal.voucher_id
        AND entry.kind = 'voucher-withdrawn'
      WHERE item.withdraws IS NOT NULL;
  END IF;
END $$;
`;
