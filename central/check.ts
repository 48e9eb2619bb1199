// Whether the ledger still says one thing everywhere: meant for every night. Each statement sees one moment of the database,
// so a central office may serve meanwhile.
import type { Database, Query } from './database.ts';
import { listAlteredBodies } from './sealed-bodies.ts';
import type { Secrets } from './secrets.ts';

/** So many of each kind are named. */
const namedLimit = 20;

/** What a rule is broken by: a column `what`, one row each; no row where all is well. */
const rules: readonly { readonly words: string; readonly sql: string }[] = [
  {
    words: 'Wykorzystanie puli osoby nie jest sumą księgi',
    sql: `SELECT person_key || ' ' || programme || ': ' || coalesce(spent, 0) || ' ≠ ' || coalesce(booked, 0) AS what
      FROM person_fund FULL JOIN (
        SELECT person_key, programme, sum(vouchers) AS booked FROM entry GROUP BY person_key, programme
      ) AS ledger USING (person_key, programme) WHERE coalesce(spent, 0) <> coalesce(booked, 0)`,
  },
  {
    words: 'Wykorzystanie puli osoby wykracza poza pulę',
    sql: `SELECT person_key || ' ' || programme || ': ' || spent || ' z ' || cap AS what FROM person_fund
      WHERE spent > cap OR spent < 0`,
  },
  {
    words: 'Księga powiatu ma lukę albo inny koniec, niż zapisano',
    sql: `SELECT county || ': koniec ' || coalesce(feed_head.seq, 0) || ', zapisów ' || coalesce(lines, 0) AS what
      FROM feed_head FULL JOIN (
        SELECT county, count(*) AS lines, min(seq) AS first, max(seq) AS last FROM entry GROUP BY county
      ) AS feed USING (county)
      WHERE coalesce(feed_head.seq, 0) <> coalesce(lines, 0) OR first <> 1 OR last <> lines`,
  },
  {
    words: 'Zamówienie nie zgadza się ze swoim zapisem w księdze',
    sql: `SELECT voucher.id::text AS what FROM voucher
      LEFT JOIN entry ON entry.voucher_id = voucher.id AND entry.kind = 'voucher-' || voucher.outcome
      WHERE entry.seq IS NULL OR entry.withdrawal_id IS NOT NULL OR entry.county <> voucher.county
        OR entry.person_key <> voucher.person_key OR entry.programme <> voucher.programme
        OR entry.at <> voucher.received_at
        OR entry.vouchers <> CASE WHEN voucher.outcome = 'accepted' THEN voucher.vouchers ELSE 0 END`,
  },
  {
    words: 'Wycofanie nie zgadza się ze swoim zapisem w księdze',
    sql: `SELECT withdrawal.id::text AS what FROM withdrawal JOIN voucher ON voucher.id = withdrawal.voucher_id
      LEFT JOIN entry ON entry.withdrawal_id = withdrawal.id AND entry.kind = 'voucher-withdrawn'
      WHERE withdrawal.outcome = 'accepted' AND (voucher.outcome <> 'accepted' OR entry.seq IS NULL
        OR entry.voucher_id <> voucher.id OR entry.county <> voucher.county OR entry.person_key <> voucher.person_key
        OR entry.programme <> voucher.programme OR entry.at <> withdrawal.received_at
        OR entry.vouchers <> -voucher.vouchers)`,
  },
  {
    words: 'Cofnięcie nie zgadza się ze swoim zapisem w księdze',
    sql: `SELECT voucher.id::text AS what FROM revocation JOIN voucher ON voucher.id = revocation.voucher_id
      LEFT JOIN entry ON entry.voucher_id = voucher.id AND entry.kind = 'voucher-revoked'
      WHERE voucher.outcome <> 'accepted' OR entry.seq IS NULL OR entry.county <> voucher.county
        OR entry.person_key <> voucher.person_key OR entry.programme <> voucher.programme
        OR entry.at <> revocation.revoked_at OR entry.vouchers <> -voucher.vouchers
        OR EXISTS (SELECT FROM withdrawal WHERE voucher_id = voucher.id AND withdrawal.outcome = 'accepted')`,
  },
  {
    words: 'Zapis w księdze nie ma decyzji, o której mówi',
    sql: `SELECT entry.county || '/' || entry.seq AS what FROM entry LEFT JOIN voucher ON voucher.id = entry.voucher_id
      LEFT JOIN withdrawal ON withdrawal.id = entry.withdrawal_id
      LEFT JOIN revocation ON revocation.voucher_id = entry.voucher_id
      WHERE voucher.id IS NULL OR CASE entry.kind WHEN 'voucher-accepted' THEN voucher.outcome <> 'accepted'
        WHEN 'voucher-refused' THEN voucher.outcome <> 'refused'
        WHEN 'voucher-withdrawn' THEN withdrawal.outcome IS DISTINCT FROM 'accepted'
        WHEN 'voucher-revoked' THEN revocation.voucher_id IS NULL ELSE true END`,
  },
  {
    words: 'Przyjęte zamówienie nie ma treści albo odrzucone ją ma',
    sql: `SELECT coalesce(voucher.id, identity.voucher_id)::text AS what
      FROM voucher FULL JOIN identity ON identity.voucher_id = voucher.id
      WHERE (voucher.outcome = 'accepted') IS DISTINCT FROM (identity.voucher_id IS NOT NULL)`,
  },
  {
    words: 'Przyjęcie do programu nie ma zamówienia, od którego się zaczęło',
    sql: `SELECT admission.voucher_id::text AS what FROM person_admission AS admission
      LEFT JOIN voucher ON voucher.id = admission.voucher_id WHERE voucher.outcome IS DISTINCT FROM 'accepted'`,
  },
  {
    words: 'Przyjęte zamówienie ma inną umowę, niż przyjęto do programu, albo obcy numer wsparcia',
    sql: `SELECT voucher.id::text AS what FROM voucher LEFT JOIN person_admission AS admission
        ON admission.person_key = voucher.person_key AND admission.programme = voucher.programme
      WHERE voucher.outcome = 'accepted' AND (admission.agreement_number IS DISTINCT FROM voucher.agreement_number
        OR position(voucher.agreement_number IN voucher.support_id) = 0)`,
  },
  {
    words: 'Liczniki stanowiska nie zgadzają się z tym, co przysłało',
    sql: `SELECT device.id::text AS what FROM device LEFT JOIN (
        SELECT device_id, count(*) FILTER (WHERE outcome = 'accepted') AS accepted,
          count(*) FILTER (WHERE outcome = 'refused') AS refused
        FROM (SELECT device_id, outcome FROM voucher UNION ALL SELECT device_id, outcome FROM withdrawal) AS items
        GROUP BY device_id) AS sent ON sent.device_id = device.id
      WHERE device.accepted <> coalesce(sent.accepted, 0) OR device.refused <> coalesce(sent.refused, 0)`,
  },
];

type Checked = { readonly database: Pick<Database, 'query'>; readonly secrets: Secrets };

/** What is wrong, in words that name ids and nobody; empty where all is well. */
export async function checkLedger({ database: { query }, secrets }: Checked): Promise<string[]> {
  const findings: string[] = [];
  for (const { words, sql } of rules) findings.push(...(await listBroken(query, words, sql)));
  for await (const id of listAlteredBodies(query, secrets)) {
    findings.push(`Zapieczętowana treść mówi co innego niż rejestr: ${id}`);
  }
  return findings;
}

async function listBroken(query: Query, words: string, sql: string): Promise<string[]> {
  const rows = await query<{ what: string }>(`${sql} LIMIT ${namedLimit}`);
  return rows.map(({ what }) => `${words}: ${what}`);
}
