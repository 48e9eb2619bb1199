// What the central office's database holds, in its own words.
import type { Database } from '../../central/database.ts';
import type { Ledger, LedgerVoucher, LedgerWithdrawal } from './plans.ts';

export async function readLedger({ query }: Database): Promise<Ledger> {
  return {
    vouchers: await query<LedgerVoucher>(`SELECT voucher.id, hash, outcome, NULL AS code, entry.seq,
        support_id AS "supportId", voucher.person_key AS "personKey", agreement_number AS "agreementNumber",
        order_number AS "orderNumber", voucher.vouchers
      FROM voucher LEFT JOIN entry ON entry.voucher_id = voucher.id AND entry.kind = 'voucher-' || outcome
      ORDER BY voucher.id`),
    withdrawals: await query<LedgerWithdrawal>(`SELECT withdrawal.id, 'withdrawal' AS kind, withdrawal.hash,
        withdrawal.outcome, NULL AS code, entry.seq, withdrawal.voucher_id AS "voucherId", voucher.support_id AS "supportId"
      FROM withdrawal JOIN voucher ON voucher.id = withdrawal.voucher_id
      LEFT JOIN entry ON entry.withdrawal_id = withdrawal.id ORDER BY withdrawal.id`),
    funds: await query<Ledger['funds'][number]>('SELECT person_key AS "personKey", spent, cap FROM person_fund'),
    entries: await query<Ledger['entries'][number]>(
      'SELECT person_key AS "personKey", sum(vouchers)::integer AS vouchers FROM entry GROUP BY person_key',
    ),
    feeds: await query<Ledger['feeds'][number]>(
      `SELECT seq AS head, (SELECT count(*)::integer FROM entry WHERE entry.county = feed_head.county) AS entries
       FROM feed_head`,
    ),
    devices: await query<Ledger['devices'][number]>('SELECT id, audit_head AS "auditHead" FROM device'),
  };
}
