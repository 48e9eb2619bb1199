// What is held of a workstation: to be counted, and to be given back to a case file that was restored.
import type { HeldItem, HeldVouchers } from '../shared/wire/batch.ts';
import type { Workstation } from './authentication.ts';
import type { Office } from './office.ts';
import { type AcceptedItem, signStatements, toReceipt } from './receipts.ts';

type Held = HeldVouchers['vouchers'][number];
export type HeldPage = { readonly after: string | null; readonly limit: number };

export async function listHeld({ database }: Office, { id }: Workstation, page: HeldPage): Promise<HeldVouchers> {
  // Each key's items in the order of an index.
  const sql = `SELECT item.* FROM unnest(own_devices($1)) AS own (id) CROSS JOIN LATERAL (
      (SELECT voucher.id, 'voucher' AS kind, voucher.hash, voucher.outcome, voucher.code,
          voucher.support_id AS "supportId", entry.seq
        FROM voucher LEFT JOIN entry ON entry.voucher_id = voucher.id AND entry.kind = 'voucher-' || voucher.outcome
        WHERE voucher.device_id = own.id AND ($2::uuid IS NULL OR voucher.id > $2::uuid)
        ORDER BY voucher.id LIMIT $3)
      UNION ALL (SELECT withdrawal.id, 'withdrawal', withdrawal.hash, withdrawal.outcome, withdrawal.code,
          CASE WHEN withdrawal.outcome = 'accepted' THEN voucher.support_id END, entry.seq
        FROM withdrawal JOIN voucher ON voucher.id = withdrawal.voucher_id
        LEFT JOIN entry ON entry.voucher_id = withdrawal.voucher_id AND entry.withdrawal_id = withdrawal.id
        WHERE withdrawal.device_id = own.id AND ($2::uuid IS NULL OR withdrawal.id > $2::uuid)
        ORDER BY withdrawal.id LIMIT $3)) AS item
    ORDER BY item.id LIMIT $3`;
  const vouchers = await database.query<Held>(sql, [id, page.after, page.limit]);
  return { vouchers, next: vouchers.length < page.limit ? null : (vouchers.at(-1)?.id ?? null) };
}

type Row = AcceptedItem & { readonly sealed: Uint8Array };

/** An accepted item as this workstation sent it, with whichever of its keys, and its receipt; undefined for any other id. */
export async function findHeldItem(
  office: Office,
  workstation: Workstation,
  id: string,
): Promise<HeldItem | undefined> {
  const sql = `SELECT voucher.id, voucher.hash, identity.sealed, NULL::uuid AS withdraws, voucher.support_id AS "supportId",
      voucher.receipt_id AS "receiptId", voucher.received_at AS "acceptedAt", entry.seq, voucher.epoch,
      voucher.key_id AS "keyId"
    FROM voucher JOIN identity ON identity.voucher_id = voucher.id
    JOIN entry ON entry.voucher_id = voucher.id AND entry.kind = 'voucher-accepted'
    WHERE voucher.id = $1 AND voucher.device_id = ANY (own_devices($2))
    UNION ALL SELECT withdrawal.id, withdrawal.hash, withdrawal.sealed, withdrawal.voucher_id, voucher.support_id,
      withdrawal.receipt_id, withdrawal.received_at, entry.seq, withdrawal.epoch, withdrawal.key_id
    FROM withdrawal JOIN voucher ON voucher.id = withdrawal.voucher_id
    JOIN entry ON entry.voucher_id = withdrawal.voucher_id AND entry.withdrawal_id = withdrawal.id
    WHERE withdrawal.id = $1 AND withdrawal.device_id = ANY (own_devices($2))`;
  const [row] = await office.database.query<Row>(sql, [id, workstation.id]);
  if (row === undefined) return undefined;
  const { hash, sealed } = row;
  const body = office.secrets.unseal(sealed, id).toString('utf8');
  const [receipt] = await signStatements(office.life, [toReceipt(row)]);
  return receipt ? { id, hash, body, receipt } : undefined;
}
