// Version 5: what a batch costs no longer grows with the ledger. The counter of agreement numbers was compared with a walk over
// all accepted vouchers; bodies travelled as text inside JSON; six foreign keys were looked up for each voucher.

/**
 * ingest_batch: {device, county, at, epoch, keyId, auditHead, items} and the items' sealed bodies, one behind the other → one
 * row an item, with what the batch doesn't say itself: `earlier` is what was decided of an item that was known before. Its
 * statements find rows by their keys, whatever the statistics say: a plan made over an empty table is kept while the table
 * grows. Rows that one call writes refer to each other and to rows that are never deleted: the triggers see to that, and the
 * nightly check.
 */
export const growingLedgerSql = `
DROP FUNCTION ingest_batch (jsonb);
ALTER TYPE arriving DROP ATTRIBUTE sealed, ADD ATTRIBUTE "sealedFrom" integer, ADD ATTRIBUTE "sealedBytes" integer;

CREATE TRIGGER device_is_never_deleted BEFORE DELETE ON device
  FOR EACH ROW EXECUTE FUNCTION entry_is_append_only();
CREATE TRIGGER epoch_is_never_deleted BEFORE DELETE ON epoch
  FOR EACH ROW EXECUTE FUNCTION entry_is_append_only();
CREATE TRIGGER centre_key_is_never_deleted BEFORE DELETE ON centre_key
  FOR EACH ROW EXECUTE FUNCTION entry_is_append_only();
CREATE TRIGGER voucher_is_append_only BEFORE UPDATE OR DELETE ON voucher
  FOR EACH ROW EXECUTE FUNCTION entry_is_append_only();
CREATE TRIGGER identity_is_append_only BEFORE UPDATE OR DELETE ON identity
  FOR EACH ROW EXECUTE FUNCTION entry_is_append_only();
CREATE TRIGGER person_admission_is_append_only BEFORE UPDATE OR DELETE ON person_admission
  FOR EACH ROW EXECUTE FUNCTION entry_is_append_only();
ALTER TABLE voucher DROP CONSTRAINT voucher_device_id_fkey, DROP CONSTRAINT voucher_epoch_fkey,
  DROP CONSTRAINT voucher_key_id_fkey;
ALTER TABLE identity DROP CONSTRAINT identity_voucher_id_fkey;
ALTER TABLE person_admission DROP CONSTRAINT person_admission_voucher_id_fkey;
ALTER TABLE entry DROP CONSTRAINT entry_voucher_id_fkey;

ALTER TABLE identity ALTER COLUMN sealed TYPE bytea USING decode(sealed, 'base64');
-- A sealed body can't be made smaller.
ALTER TABLE identity ALTER COLUMN sealed SET STORAGE EXTERNAL;
ALTER TABLE withdrawal ALTER COLUMN sealed TYPE bytea USING decode(sealed, 'base64');

CREATE FUNCTION ingest_batch(batch jsonb, sealed_bodies bytea) RETURNS TABLE (
  place integer, outcome text, code text, facts jsonb, "supportId" text, seq integer, earlier jsonb, "headBefore" text
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
  admitted_programmes text[] := '{}';
  admitted_numbers text[] := '{}';
  more_programmes text[];
  more_numbers text[];
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
  IF NOT EXISTS (SELECT FROM device WHERE device.id = at_device) OR NOT EXISTS (SELECT FROM epoch WHERE epoch.id = at_epoch)
      OR NOT EXISTS (SELECT FROM centre_key WHERE centre_key.id = key_id) THEN
    RAISE EXCEPTION 'a batch comes from a workstation that is known, in an epoch and under a key that are known';
  END IF;
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
      INSERT INTO identity (voucher_id, sealed) SELECT judged.id,
          substring(sealed_bodies FROM judged."sealedFrom" FOR judged."sealedBytes") FROM judged WHERE refused_as IS NULL
    ), admitted AS (
      INSERT INTO person_admission (person_key, programme, agreement_number, county, voucher_id)
        SELECT judged."personKey", judged.programme, judged."agreementNumber", at_county, judged.id
        FROM judged WHERE refused_as IS NULL
        ON CONFLICT (person_key, programme) DO NOTHING
    )
    SELECT coalesce(array_agg(judged.id), '{}'), coalesce(array_agg(judged.place), '{}'),
        coalesce(array_agg(judged.programme) FILTER (WHERE refused_as IS NULL), '{}'),
        coalesce(array_agg(judged."agreementNumber") FILTER (WHERE refused_as IS NULL), '{}'),
        count(*) FILTER (WHERE refused_as IS NOT NULL)
      INTO ids, places, more_programmes, more_numbers, more_refused FROM judged;
    admitted_programmes := admitted_programmes || more_programmes;
    admitted_numbers := admitted_numbers || more_numbers;
    more_accepted := cardinality(more_numbers);
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
      -- OFFSET 0: each is found by its id, however few vouchers the plan takes the ledger to have.
      FROM unnest(turn) AS item CROSS JOIN LATERAL (SELECT * FROM voucher WHERE voucher.id = item.withdraws OFFSET 0) AS target
      WHERE item.withdraws IS NOT NULL AND target.county = at_county AND target.programme = item.programme
        AND target.outcome = 'accepted'
    ), charged AS (
      UPDATE person_fund AS fund SET spent = fund.spent - judged.given_back FROM judged
        WHERE judged.refused_as IS NULL AND fund.person_key = judged.person_key AND fund.programme = judged.programme
    ), stored AS (
      INSERT INTO withdrawal (id, hash, device_id, voucher_id, reason, outcome, code, sealed, received_at, receipt_id,
          epoch, key_id)
        SELECT judged.id, judged.hash, at_device, judged.withdraws, judged.reason,
          CASE WHEN refused_as IS NULL THEN 'accepted' ELSE 'refused' END, refused_as,
          CASE WHEN refused_as IS NULL THEN substring(sealed_bodies FROM judged."sealedFrom" FOR judged."sealedBytes") END,
          arrived_at,
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
      FROM unnest(decided_ids, decided_places) AS decided (id, place) LEFT JOIN voucher ON voucher.id = decided.id;
    INSERT INTO entry (county, seq, kind, voucher_id, withdrawal_id, person_key, programme, vouchers, at)
      SELECT at_county, head + cardinality(decided_ids) + row_number() OVER (ORDER BY withdrawn.place),
        'voucher-withdrawn', voucher.id, withdrawn.id, voucher.person_key, voucher.programme, -voucher.vouchers, arrived_at
      FROM unnest(withdrawn_ids, withdrawn_places) AS withdrawn (id, place)
      LEFT JOIN withdrawal ON withdrawal.id = withdrawn.id LEFT JOIN voucher ON voucher.id = withdrawal.voucher_id;
    -- After a restore from a backup the counters may stand below numbers already given out.
    INSERT INTO number_counter AS counter (programme, next)
      SELECT used.programme, used.number + 1 FROM (
        SELECT admitted.programme, max(substring(admitted.agreement FROM '[0-9]+')::integer) AS number
        FROM unnest(admitted_programmes, admitted_numbers) AS admitted (programme, agreement)
        WHERE admitted.agreement ~ '^[^0-9]*[0-9]{1,8}([^0-9]|$)'
        GROUP BY admitted.programme ORDER BY admitted.programme) AS used
      LEFT JOIN number_counter AS known_counter ON known_counter.programme = used.programme
      WHERE used.number >= coalesce(known_counter.next, 1)
      ON CONFLICT (programme) DO UPDATE SET next = greatest(counter.next, EXCLUDED.next);
  END IF;

  RETURN QUERY SELECT item.place,
      CASE WHEN item.place = ANY (conflicting) THEN 'conflict' ELSE voucher.outcome END,
      voucher.code, voucher.facts, voucher.support_id, entry.seq,
      CASE WHEN item.place = ANY (replayed) THEN jsonb_build_object('receiptId', voucher.receipt_id,
        'acceptedAt', voucher.received_at, 'epoch', voucher.epoch, 'keyId', voucher.key_id) END,
      head_before
    FROM unnest(items) AS item
    LEFT JOIN voucher ON voucher.id = item.id
    LEFT JOIN entry ON entry.voucher_id = voucher.id AND entry.kind = 'voucher-' || voucher.outcome
    WHERE item.withdraws IS NULL;
  IF has_withdrawals THEN
    RETURN QUERY SELECT item.place,
        CASE WHEN item.place = ANY (conflicting) THEN 'conflict' WHEN withdrawal.id IS NULL THEN 'invalid'
          ELSE withdrawal.outcome END,
        CASE WHEN withdrawal.id IS NULL THEN 'unknown-voucher' ELSE withdrawal.code END, '{}'::jsonb,
        voucher.support_id, entry.seq,
        CASE WHEN withdrawal.id IS NOT NULL AND item.place = ANY (replayed) THEN jsonb_build_object(
          'receiptId', withdrawal.receipt_id, 'acceptedAt', withdrawal.received_at, 'epoch', withdrawal.epoch,
          'keyId', withdrawal.key_id) END,
        head_before
      FROM unnest(items) AS item
      LEFT JOIN withdrawal ON withdrawal.id = item.id
      LEFT JOIN voucher ON voucher.id = withdrawal.voucher_id
      LEFT JOIN entry ON entry.withdrawal_id = withdrawal.id AND entry.voucher_id = withdrawal.voucher_id
        AND entry.kind = 'voucher-withdrawn'
      WHERE item.withdraws IS NOT NULL;
  END IF;
END $$;
`;
