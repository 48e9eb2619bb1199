// A county's feed: what was decided, with the central office's signed word for the workstation that it is about.
import type { Decision, Decisions } from '../shared/wire/ledger.ts';
import type { Workstation } from './authentication.ts';
import type { Office } from './office.ts';
import { signStatements, toReceipt, toRevocation } from './receipts.ts';

type Page = { readonly after: number; readonly limit: number };
type Line = Omit<Decision, 'at' | 'statement'> & { readonly at: Date };
type Row = Line & {
  /** Whether the asking workstation, with whichever of its keys, sent the voucher or the item. */
  readonly concerns: boolean;
  readonly withdraws: string | null;
  readonly receiptId: string | null;
  readonly reason: string | null;
  readonly epoch: string;
  readonly keyId: string;
};

const feedSql = `WITH own AS MATERIALIZED (SELECT own_devices($4) AS ids)
  SELECT entry.seq, entry.kind, entry.voucher_id AS "voucherId", entry.programme, entry.vouchers, entry.at,
    coalesce(entry.withdrawal_id, entry.voucher_id) AS "itemId", coalesce(withdrawal.hash, voucher.hash) AS hash,
    voucher.device_id = ANY (own.ids) AS "isOwn", voucher.support_id AS "supportId", voucher.code, voucher.facts,
    (voucher.device_id = ANY (own.ids) OR withdrawal.device_id = ANY (own.ids)) IS TRUE AS concerns,
    withdrawal.voucher_id AS withdraws,
    coalesce(withdrawal.receipt_id, voucher.receipt_id) AS "receiptId", revocation.reason,
    coalesce(revocation.epoch, withdrawal.epoch, voucher.epoch) AS epoch,
    coalesce(revocation.key_id, withdrawal.key_id, voucher.key_id) AS "keyId"
  FROM entry CROSS JOIN own JOIN voucher ON voucher.id = entry.voucher_id
  LEFT JOIN withdrawal ON withdrawal.id = entry.withdrawal_id
  LEFT JOIN revocation ON entry.kind = 'voucher-revoked' AND revocation.voucher_id = entry.voucher_id
  WHERE entry.county = $1 AND entry.seq > $2 ORDER BY entry.seq LIMIT $3`;

export async function listDecisions(
  { database, life }: Office,
  { id, county }: Workstation,
  { after, limit }: Page,
): Promise<Decisions> {
  const { epoch } = await life.current();
  // The head first: an entry that comes in between is then read now or next time, never skipped.
  const [head] = await database.query<{ seq: number }>('SELECT seq FROM feed_head WHERE county = $1', [county]);
  const rows = await database.query<Row>(feedSql, [county, after, limit, id]);
  const statements = await signStatements(life, rows.map(findStatement));
  const decisions = rows.map((row, at) => toDecision(row, statements[at] ?? null));
  return { epoch, head: head?.seq ?? 0, decisions };
}

function toDecision(row: Row, statement: string | null): Decision {
  const { seq, kind, voucherId, itemId, hash, isOwn, programme, supportId, vouchers, code, facts, at } = row;
  const line = { seq, kind, voucherId, itemId, hash, isOwn, programme, supportId, vouchers, code, facts };
  return { ...line, statement, at: at.toISOString() };
}

function findStatement(row: Row) {
  const { concerns, itemId: id, voucherId, hash, supportId, at, seq, epoch, keyId, withdraws, receiptId, reason } = row;
  if (!concerns || supportId === null || receiptId === null) return null;
  if (reason !== null) return toRevocation({ voucherId, hash, supportId, reason, revokedAt: at, seq, epoch, keyId });
  return toReceipt({ id, receiptId, withdraws, hash, supportId, acceptedAt: at, seq, epoch, keyId });
}
