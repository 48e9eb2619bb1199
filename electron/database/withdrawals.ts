// Approved vouchers that somebody wants back. The body that travels is frozen here at approval; it goes into the outbox
// at once, or with the acknowledgement of its voucher: nothing that the central office does not hold can be taken back.
import type { Withdrawal } from '../../shared/contract/vouchers.ts';
import type {
  ApprovedWithdrawal,
  CancelledWithdrawal,
  DeclinedWithdrawal,
  RequestedWithdrawal,
} from '../../shared/domain/withdrawal.ts';
import type { ReadDatabase, WriteDatabase } from './connection.ts';

export type StoredWithdrawal = Omit<Withdrawal, 'delivery'> & { readonly voucherId: string };

export function findWithdrawal(db: ReadDatabase, id: string): StoredWithdrawal | undefined {
  return db.get<StoredWithdrawal>(
    `SELECT id, voucher_id AS voucherId, state, reason, note, requested_by AS requestedBy, requested_at AS requestedAt,
       approved_by AS approvedBy, approved_at AS approvedAt, set_aside_by AS setAsideBy, set_aside_at AS setAsideAt,
       answer, version
     FROM withdrawal WHERE id = :id`,
    { id },
  );
}

type NewWithdrawal = Pick<StoredWithdrawal, 'id' | 'voucherId' | 'reason' | 'note'> & { readonly device: string };

export function insertWithdrawal(db: WriteDatabase, asked: NewWithdrawal, requested: RequestedWithdrawal): void {
  db.run(
    `INSERT INTO withdrawal (id, voucher_id, state, reason, note, requested_by, requested_at, version, device)
     VALUES (:id, :voucherId, :state, :reason, :note, :requestedBy, :requestedAt, 1, :device)`,
    { ...asked, ...requested },
  );
}

type Writer = { readonly id: string; readonly seenVersion: number; readonly device: string };
type Frozen = { readonly body: string; readonly hash: string };

/** False when it has moved on since the writer saw it. */
export function approveWithdrawal(
  db: WriteDatabase,
  { state, approvedBy, approvedAt }: ApprovedWithdrawal,
  written: Writer & Frozen,
): boolean {
  return (
    db.run(
      `UPDATE withdrawal SET state = :state, approved_by = :approvedBy, approved_at = :approvedAt, body = :body,
         hash = :hash, device = :device, version = version + 1
       WHERE id = :id AND version = :seenVersion`,
      { ...written, state, approvedBy, approvedAt },
    ) === 1
  );
}

/** Declined by a colleague or taken back. False when it has moved on since the writer saw it. */
export function setWithdrawalAside(
  db: WriteDatabase,
  aside: DeclinedWithdrawal | CancelledWithdrawal,
  writer: Writer,
): boolean {
  const { state, setAsideBy, setAsideAt } = aside;
  const answer = aside.state === 'declined' ? aside.answer : null;
  return (
    db.run(
      `UPDATE withdrawal SET state = :state, set_aside_by = :setAsideBy, set_aside_at = :setAsideAt, answer = :answer,
         device = :device, version = version + 1
       WHERE id = :id AND version = :seenVersion`,
      { ...writer, state, setAsideBy, setAsideAt, answer },
    ) === 1
  );
}

/** Puts the voucher's approved withdrawal into the outbox, due at once, where it is not there yet. */
export function queueApprovedWithdrawals(db: WriteDatabase, voucherIds: readonly string[], at: string): void {
  db.run(
    `INSERT INTO delivery (id, kind, voucher_id, body, hash, state, queued_at, next_try_at)
     SELECT w.id, 'withdrawal', w.voucher_id, w.body, w.hash, 'waiting', :at, :at
     FROM withdrawal w LEFT JOIN delivery d ON d.id = w.id
     WHERE w.voucher_id IN (SELECT value FROM json_each(:voucherIds)) AND w.state = 'approved' AND d.id IS NULL`,
    { voucherIds: JSON.stringify(voucherIds), at },
  );
}

/** The central office's word about one that was approved; what it confirmed once stays confirmed. */
export function settleWithdrawal(db: WriteDatabase, id: string, state: 'confirmed' | 'refused'): void {
  db.run(`UPDATE withdrawal SET state = :state, version = version + 1 WHERE id = :id AND state = 'approved'`, {
    id,
    state,
  });
}

/** The central office refused the voucher: there is nothing to take back, and nothing more to send about it. */
export function voidWithdrawals(db: WriteDatabase, voucherId: string, at: string): void {
  db.run(
    `UPDATE withdrawal SET state = 'void', version = version + 1
     WHERE voucher_id = :voucherId AND state IN ('requested', 'approved')`,
    { voucherId },
  );
  db.run(
    `UPDATE delivery SET state = 'refused', cause = 'voucher-refused', facts = NULL, settled_at = :at, next_try_at = NULL
     WHERE voucher_id = :voucherId AND kind = 'withdrawal' AND state = 'waiting'`,
    { voucherId, at },
  );
}
