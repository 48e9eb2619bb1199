// The central office takes back what it had accepted: noted once, and the vouchers are in the pool again.
import type { CalendarDate } from '../../shared/domain/calendar.ts';
import { releaseVouchers } from '../../shared/domain/voucher-ledger.ts';
import { appendAudit } from './audit.ts';
import type { WriteDatabase } from './connection.ts';
import { insertRevocation, type StoredRevocation } from './feed.ts';
import type { Settling } from './settlement.ts';
import { insertEntry, listEntries } from './voucher-entries.ts';

/** False when it was noted before, or the voucher is not in this file. The statement comes here verified. */
export function recordRevocation(
  db: WriteDatabase,
  revocation: Omit<StoredRevocation, 'notedAt'>,
  settling: Settling,
): boolean {
  const { voucherId, reason, revokedAt } = revocation;
  if (!insertRevocation(db, { ...revocation, notedAt: settling.at })) return false;
  giveBack(db, voucherId, settling);
  appendAudit(db, {
    at: settling.at,
    userId: null,
    operation: 'sync.revoked',
    subjectId: voucherId,
    details: { reason, revokedAt },
    salt: settling.randomBytes(16),
  });
  return true;
}

/** Nothing for a voucher that was withdrawn or refused before: its vouchers are in the pool already. */
function giveBack(db: WriteDatabase, voucherId: string, { at, today, device, newId }: Settling): void {
  const row = db.get<{ agreementId: string }>('SELECT agreement_id AS agreementId FROM voucher WHERE id = :voucherId', {
    voucherId,
  });
  if (row === undefined) return;
  const entries = listEntries(db, row.agreementId);
  const last: CalendarDate = entries.findLast((entry) => entry.voucherId === voucherId)?.on ?? today;
  const released = releaseVouchers(entries, { voucherId, on: last > today ? last : today });
  if (released.ok) {
    insertEntry(db, { id: newId(), agreementId: row.agreementId, bookedAt: at, device, entry: released.value });
  }
}
