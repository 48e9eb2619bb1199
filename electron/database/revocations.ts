// The central office takes back what it had accepted: noted once, and the vouchers are in the pool again.
import { appendAudit } from './audit.ts';
import type { WriteDatabase } from './connection.ts';
import { insertRevocation, type StoredRevocation } from './feed.ts';
import type { Settling } from './settlement.ts';
import { giveBack } from './voucher-entries.ts';

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
