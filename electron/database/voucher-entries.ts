// The ledger of an agreement's vouchers, double entry: rows are added, never changed. The grant that opens the pool is
// the agreement's own column, not a row.
import type { CalendarDate } from '../../shared/domain/calendar.ts';
import { type LedgerEntry, releaseVouchers } from '../../shared/domain/voucher-ledger.ts';
import type { ReadDatabase, WriteDatabase } from './connection.ts';

/** An agreement's entries in the order of booking. */
export function listEntries(db: ReadDatabase, agreementId: string): LedgerEntry[] {
  return db.all<LedgerEntry>(
    `SELECT from_account AS "from", to_account AS "to", vouchers, booked_on AS "on", voucher_id AS voucherId
     FROM voucher_entry WHERE agreement_id = :agreementId ORDER BY booked_on, rowid`,
    { agreementId },
  );
}

/** Of a voucher `v`: whether it holds vouchers of its agreement, reserved or committed. */
export const holdsVouchers = `coalesce((SELECT sum(iif(e.from_account = 'pool', e.vouchers, 0)
    - iif(e.to_account = 'pool', e.vouchers, 0))
  FROM voucher_entry e WHERE e.agreement_id = v.agreement_id AND e.voucher_id = v.id), 0) > 0`;

type NewEntry = {
  readonly id: string;
  readonly agreementId: string;
  readonly bookedAt: string;
  readonly device: string;
  readonly entry: LedgerEntry;
};

export function insertEntry(db: WriteDatabase, { entry, ...booking }: NewEntry): void {
  db.run(
    `INSERT INTO voucher_entry (id, agreement_id, voucher_id, from_account, to_account, vouchers, booked_on, booked_at,
       device)
     VALUES (:id, :agreementId, :voucherId, :from, :to, :vouchers, :on, :bookedAt, :device)`,
    {
      ...booking,
      from: entry.from,
      to: entry.to,
      vouchers: entry.vouchers,
      on: entry.on,
      voucherId: entry.voucherId,
    },
  );
}

type Release = {
  readonly at: string;
  readonly today: CalendarDate;
  readonly device: string;
  readonly newId: () => string;
};

/**
 * What a voucher holds goes back into the pool, today or on the day of its last booking, whichever is later. Nothing
 * happens where it holds nothing: the central office's word may come again.
 */
export function giveBack(db: WriteDatabase, voucherId: string, { at, today, device, newId }: Release): void {
  const row = db.get<{ agreementId: string }>('SELECT agreement_id AS agreementId FROM voucher WHERE id = :voucherId', {
    voucherId,
  });
  if (row === undefined) return;
  const entries = listEntries(db, row.agreementId);
  const last = entries.findLast((entry) => entry.voucherId === voucherId)?.on ?? today;
  const released = releaseVouchers(entries, { voucherId, on: last > today ? last : today });
  if (!released.ok) return;
  insertEntry(db, { id: newId(), agreementId: row.agreementId, bookedAt: at, device, entry: released.value });
}
