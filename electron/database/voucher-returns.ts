// What a voucher that comes back to this file has to find in it.
import type { ReadDatabase, WriteDatabase } from './connection.ts';

export function findAgreementId(db: ReadDatabase, number: string): string | undefined {
  return db.get<{ id: string }>('SELECT id FROM agreement WHERE number = :number', { number })?.id;
}

export function hasUsers(db: ReadDatabase, ids: readonly string[]): boolean {
  const row = db.get<{ count: number }>(
    'SELECT count(*) AS count FROM user WHERE id IN (SELECT value FROM json_each(:ids))',
    { ids: JSON.stringify(ids) },
  );
  return row?.count === new Set(ids).size;
}

type Place = { readonly id: string; readonly agreementId: string; readonly orderNumber: number };

/**
 * An order that nobody has approved yet gives up its number to the one that has it for good. False, with nothing changed,
 * where an approved one has it here.
 */
export function freeOrderNumber(db: WriteDatabase, place: Place): boolean {
  const taken = `SELECT id FROM voucher
    WHERE agreement_id = :agreementId AND order_number = :orderNumber AND id <> :id AND state = 'approved'`;
  if (db.get(taken, place) !== undefined) return false;
  db.run(
    `UPDATE voucher SET version = version + 1,
       order_number = (SELECT max(order_number) FROM voucher WHERE agreement_id = :agreementId) + 1
     WHERE agreement_id = :agreementId AND order_number = :orderNumber AND id <> :id`,
    place,
  );
  db.run(
    'UPDATE voucher SET order_number = :orderNumber WHERE id = :id AND order_number <> :orderNumber AND agreement_id = :agreementId',
    place,
  );
  return true;
}

type ReturnedWithdrawal = {
  readonly id: string;
  readonly voucherId: string;
  readonly reason: string;
  readonly requestedBy: string;
  readonly approvedBy: string;
  readonly approvedAt: string;
  readonly body: string;
  readonly hash: string;
  readonly device: string;
};

/** One that stands here already, asked for or approved before the file was copied, becomes the one that was sent. */
export function insertReturnedWithdrawal(db: WriteDatabase, withdrawal: ReturnedWithdrawal): void {
  db.run(
    `UPDATE withdrawal SET state = 'void', version = version + 1
     WHERE voucher_id = :voucherId AND id <> :id AND state IN ('requested', 'approved')`,
    withdrawal,
  );
  db.run(
    `INSERT INTO withdrawal (id, voucher_id, state, reason, note, requested_by, requested_at, approved_by, approved_at, body,
       hash, version, device)
     VALUES (:id, :voucherId, 'approved', :reason, '', :requestedBy, :approvedAt, :approvedBy, :approvedAt, :body,
       :hash, 1, :device)
     ON CONFLICT (id) DO UPDATE SET state = 'approved', approved_by = :approvedBy, approved_at = :approvedAt, body = :body,
       hash = :hash, version = version + 1`,
    withdrawal,
  );
}
