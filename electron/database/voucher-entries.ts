// The ledger of an agreement's vouchers, double entry: rows are added, never changed. The grant that opens the pool is
// the agreement's own column, not a row.
import type { LedgerEntry } from '../../shared/domain/voucher-ledger.ts';
import type { ReadDatabase, WriteDatabase } from './connection.ts';

/** An agreement's entries in the order of booking. */
export function listEntries(db: ReadDatabase, agreementId: string): LedgerEntry[] {
  return db.all<LedgerEntry>(
    `SELECT from_account AS "from", to_account AS "to", vouchers, booked_on AS "on", voucher_id AS voucherId
     FROM voucher_entry WHERE agreement_id = :agreementId ORDER BY booked_on, rowid`,
    { agreementId },
  );
}

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
