// The outbox of vouchers and withdrawals. What the central office has not spoken about yet waits in it, however long.
import { type Delivery, deliveryStates } from '../../shared/contract/vouchers.ts';
import type { ReadDatabase, WriteDatabase } from './connection.ts';
import { countOf } from './tallies.ts';

type DeliveryBody = {
  /** Of the item that travels: the voucher's own, or a withdrawal's. */
  readonly id: string;
  readonly kind: 'voucher' | 'withdrawal';
  readonly voucherId: string;
  /** The exact text that travels. */
  readonly body: string;
  /** SHA-256 of its UTF-8 bytes, hex. */
  readonly hash: string;
};
export type QueuedDelivery = DeliveryBody & { readonly queuedAt: string };
type DueDelivery = DeliveryBody & { readonly attempts: number };

/** Puts an item into the outbox, due at once; gives the delivery as it stands there. */
export function queueDelivery(db: WriteDatabase, delivery: QueuedDelivery): Delivery {
  db.run(
    `INSERT INTO delivery (id, kind, voucher_id, body, hash, state, queued_at, next_try_at)
     VALUES (:id, :kind, :voucherId, :body, :hash, 'waiting', :queuedAt, :queuedAt)`,
    delivery,
  );
  const { queuedAt } = delivery;
  const unsettled = { cause: null, facts: null, settledAt: null, supportId: null, receipt: null };
  return { state: 'waiting', queuedAt, attempts: 0, nextTryAt: queuedAt, ...unsettled };
}

/** Waiting ones whose next try is not after `now`, those due longest first. */
export function listDue(db: ReadDatabase, now: string, limit: number): DueDelivery[] {
  return db.all<DueDelivery>(
    `SELECT id, kind, voucher_id AS voucherId, body, hash, attempts FROM delivery INDEXED BY delivery_due
     WHERE state = 'waiting' AND next_try_at <= :now ORDER BY next_try_at, id LIMIT :limit`,
    { now, limit },
  );
}

/** Waiting ones whose next try is after `instant`, the nearest first. */
export function listPostponed(db: ReadDatabase, instant: string, limit: number): DueDelivery[] {
  return db.all<DueDelivery>(
    `SELECT id, kind, voucher_id AS voucherId, body, hash, attempts FROM delivery INDEXED BY delivery_due
     WHERE state = 'waiting' AND next_try_at > :instant ORDER BY next_try_at, id LIMIT :limit`,
    { instant, limit },
  );
}

/** When the first waiting one is due, null when none waits. */
export function findNextDue(db: ReadDatabase): string | null {
  const row = db.get<{ due: string | null }>(
    "SELECT min(next_try_at) AS due FROM delivery INDEXED BY delivery_due WHERE state = 'waiting'",
  );
  return row?.due ?? null;
}

/** Since when the oldest one waits, null when none does. */
export function findOldestWaiting(db: ReadDatabase): string | null {
  const row = db.get<{ oldest: string | null }>(
    "SELECT min(queued_at) AS oldest FROM delivery INDEXED BY delivery_by_queueing WHERE state = 'waiting'",
  );
  return row?.oldest ?? null;
}

/** How many deliveries are in a state, or in all. */
export function countDeliveries(db: ReadDatabase, state: Delivery['state'] | null): number {
  const states: readonly Delivery['state'][] = state === null ? deliveryStates : [state];
  return states.reduce((sum, each) => sum + countOf(db, `delivery/${each}`), 0);
}

/** One more attempt failed: they go on waiting. What the central office said of an item stands until it says another thing. */
export function recordFailure(
  db: WriteDatabase,
  ids: readonly string[],
  failure: { readonly cause: string; readonly nextTryAt: string },
): void {
  db.run(
    `UPDATE delivery SET attempts = attempts + 1, next_try_at = :nextTryAt, cause = iif(facts IS NULL, :cause, cause)
     WHERE state = 'waiting' AND id IN (SELECT value FROM json_each(:ids))`,
    { ...failure, ids: JSON.stringify(ids) },
  );
}

/** The central office will not take them as they are: they go on waiting, with what it says of each. */
export function recordQuarantine(
  db: WriteDatabase,
  items: readonly { readonly id: string; readonly cause: string; readonly facts: NonNullable<Delivery['facts']> }[],
  nextTryAt: string,
): void {
  for (const { id, cause, facts } of items) {
    db.run(
      `UPDATE delivery SET attempts = attempts + 1, next_try_at = :nextTryAt, cause = :cause, facts = :facts
       WHERE state = 'waiting' AND id = :id`,
      { id, cause, facts: JSON.stringify(facts), nextTryAt },
    );
  }
}

/** Of those that wait, the ones that the central office will not take as they are. */
export function countQuarantined(db: ReadDatabase): number {
  const row = db.get<{ count: number }>(
    `SELECT count(*) AS count FROM delivery INDEXED BY delivery_quarantined
     WHERE state = 'waiting' AND facts IS NOT NULL`,
  );
  return row?.count ?? 0;
}

/** Every item that the central office acknowledged, to be compared with what it holds. */
export function listAcknowledgedIds(db: ReadDatabase): string[] {
  const rows = db.all<{ id: string }>("SELECT id FROM delivery WHERE state = 'acknowledged' ORDER BY id");
  return rows.map(({ id }) => id);
}

/** What waits is due at once, whatever it was waiting out. */
export function makeDue(db: WriteDatabase, now: string): void {
  db.run("UPDATE delivery SET next_try_at = :now WHERE state = 'waiting' AND next_try_at > :now", { now });
}

/** The central office lost them: they wait again, with the same bytes as ever. */
export function requeueDeliveries(db: WriteDatabase, ids: readonly string[], at: string): void {
  db.run(
    `UPDATE delivery SET state = 'waiting', next_try_at = :at, settled_at = NULL, support_id = NULL, receipt = NULL
     WHERE state = 'acknowledged' AND id IN (SELECT value FROM json_each(:ids))`,
    { at, ids: JSON.stringify(ids) },
  );
}
