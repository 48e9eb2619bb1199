// What a case file holds, counted and listed for whoever compares it: with the central office, or with itself.
import type { Delivery } from '../../shared/contract/vouchers.ts';
import type { ReadDatabase } from './connection.ts';

/** Every counter by its name: person, case/KK/eligible, voucher/approved, delivery/waiting … */
export function listTallies(db: ReadDatabase): Record<string, number> {
  const rows = db.all<{ name: string; count: number }>('SELECT name, count FROM tally WHERE count > 0 ORDER BY name');
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
}

export type HeldDelivery = {
  readonly id: string;
  readonly kind: 'voucher' | 'withdrawal';
  readonly hash: string;
  readonly state: Delivery['state'];
  readonly supportId: string | null;
  readonly receipt: string | null;
  /** Why it was refused, or why the last try failed. */
  readonly cause: string | null;
  /** What the central office said of it beside the cause, as JSON. */
  readonly facts: string | null;
};

/** Every delivery, in the order of ids. */
export function listDeliveries(db: ReadDatabase): HeldDelivery[] {
  return db.all<HeldDelivery>(
    `SELECT id, kind, hash, state, support_id AS supportId, receipt, cause, facts
     FROM delivery ORDER BY id`,
  );
}

/** The hash of an item that travels: a voucher's or a withdrawal's. */
export function findDeliveryHash(db: ReadDatabase, id: string): string | undefined {
  return db.get<{ hash: string }>('SELECT hash FROM delivery WHERE id = :id', { id })?.hash;
}
