// The central office takes back what it accepted: the voucher's row stays, the person's pool gets its vouchers back.
import { revocationPayload } from '../shared/wire/receipt.ts';
import { getFirst, persistently, type Query } from './database.ts';
import { type Desk, openLedgerLife } from './ledger-life.ts';

const verdicts = ['revoked', 'revoked-before', 'unknown', 'withdrawn'] as const;
export type RevocationVerdict = (typeof verdicts)[number];

type Wanted = { readonly voucherId: string; readonly reason: string };
type Target = {
  person_key: string;
  programme: string;
  county: string;
  vouchers: number;
  ended: RevocationVerdict | null;
};

/**
 * Once: the first reason stays. The reason is a sentence that offices read, without anybody's data. Throws a RangeError
 * for one that is empty, longer than 300 characters or more than a line.
 */
export async function revokeVoucher(desk: Desk, wanted: Wanted): Promise<RevocationVerdict> {
  if (!revocationPayload.shape.reason.safeParse(wanted.reason).success) {
    throw new RangeError('a reason is one line of 1 to 300 characters');
  }
  const { epoch, signerId } = await (await openLedgerLife(desk)).current();
  return persistently(desk.database, async (query) => {
    const target = await lockTarget(query, wanted.voucherId);
    if (target === undefined) return 'unknown';
    if (target.ended !== null) return target.ended;
    const { person_key, programme, county, vouchers } = target;
    const at = desk.now();
    await query('INSERT INTO revocation (voucher_id, reason, revoked_at, epoch, key_id) VALUES ($1, $2, $3, $4, $5)', [
      ...[wanted.voucherId, wanted.reason, at, epoch, signerId],
    ]);
    await query('UPDATE person_fund SET spent = spent - $3::integer WHERE person_key = $1 AND programme = $2', [
      ...[person_key, programme, vouchers],
    ]);
    // Last, as in ingest_batch.
    const head = 'UPDATE feed_head SET seq = seq + 1 WHERE county = $1 RETURNING seq';
    const { seq } = getFirst(await query<{ seq: number }>(head, [county]));
    await query(
      `INSERT INTO entry (county, seq, kind, voucher_id, person_key, programme, vouchers, at)
        VALUES ($1, $2, 'voucher-revoked', $3, $4, $5, $6, $7)`,
      [county, seq, wanted.voucherId, person_key, programme, -vouchers, at],
    );
    return 'revoked';
  });
}

/** Takes the person's row first: nobody withdraws or revokes this voucher meanwhile. undefined for one that isn't accepted. */
async function lockTarget(query: Query, voucherId: string): Promise<Target | undefined> {
  await query(
    `SELECT FROM person_fund AS fund JOIN voucher USING (person_key, programme) WHERE voucher.id = $1
      FOR UPDATE OF fund`,
    [voucherId],
  );
  const sql = `SELECT voucher.person_key, voucher.programme, voucher.county, voucher.vouchers,
      CASE WHEN EXISTS (SELECT FROM revocation WHERE voucher_id = voucher.id) THEN 'revoked-before'
        WHEN EXISTS (SELECT FROM withdrawal WHERE voucher_id = voucher.id AND withdrawal.outcome = 'accepted')
          THEN 'withdrawn' END AS ended
    FROM voucher WHERE voucher.id = $1 AND voucher.outcome = 'accepted'`;
  const [target] = await query<Target>(sql, [voucherId]);
  return target;
}
