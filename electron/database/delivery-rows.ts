// What travels as lists show it: each item of the outbox beside its voucher.
import { facts } from '../../shared/contract/problem.ts';
import type { Delivery, DeliveryRow, Voucher } from '../../shared/contract/vouchers.ts';
import type { ReadDatabase } from './connection.ts';
import { listVouchersById } from './vouchers.ts';

type Columns = Omit<Delivery, 'facts'> &
  Pick<DeliveryRow, 'id' | 'kind'> & { readonly voucherId: string; readonly facts: string | null };
type Page = { readonly after: string | null; readonly limit: number };

/** Items in a state or in all, older than the item `after`, the newest first. */
export function listDeliveryRows(db: ReadDatabase, state: Delivery['state'] | null, page: Page): DeliveryRow[] {
  const conditions = [...(state === null ? [] : ['state = :state']), ...(page.after === null ? [] : ['id < :after'])];
  const items = db.all<Columns>(
    `SELECT id, kind, voucher_id AS voucherId, state, queued_at AS queuedAt, attempts, cause, facts,
       next_try_at AS nextTryAt, settled_at AS settledAt, support_id AS supportId, receipt
     FROM delivery ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`} ORDER BY id DESC LIMIT :limit`,
    { state, ...page },
  );
  const vouchers = new Map(listVouchersById(db, [...new Set(items.map(({ voucherId }) => voucherId))]).map(byId));
  return items.flatMap(({ id, kind, voucherId, ...delivery }) => {
    const voucher = vouchers.get(voucherId);
    const known = delivery.facts === null ? null : facts.parse(JSON.parse(delivery.facts));
    return voucher === undefined ? [] : [{ id, kind, voucher, delivery: { ...delivery, facts: known } }];
  });
}

/** The vouchers of these items: what a window is told after a change of their deliveries. */
export function listVouchersOfItems(db: ReadDatabase, ids: readonly string[]): Voucher[] {
  const rows = db.all<{ voucherId: string }>(
    'SELECT DISTINCT voucher_id AS voucherId FROM delivery WHERE id IN (SELECT value FROM json_each(:ids))',
    { ids: JSON.stringify(ids) },
  );
  return listVouchersById(
    db,
    rows.map(({ voucherId }) => voucherId),
  );
}

function byId(voucher: Voucher): [string, Voucher] {
  return [voucher.id, voucher];
}
