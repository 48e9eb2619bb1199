// How far the central office's decisions were read, and whose words in them are about this file.
import type { ReadDatabase, WriteDatabase } from './connection.ts';

export type FeedCursor = { readonly epoch: string | null; readonly seq: number };

export function getFeedCursor(db: ReadDatabase): FeedCursor {
  return db.get<FeedCursor>('SELECT epoch, seq FROM feed_cursor WHERE id = 1') ?? { epoch: null, seq: 0 };
}

export function storeFeedCursor(db: WriteDatabase, { epoch, seq }: FeedCursor): void {
  db.run('UPDATE feed_cursor SET epoch = :epoch, seq = :seq WHERE id = 1', { epoch, seq });
}

/** Everything is read once more; what is known changes nothing. */
export function rewindFeed(db: WriteDatabase): void {
  storeFeedCursor(db, { epoch: null, seq: 0 });
}

type KnownItem = {
  readonly id: string;
  readonly kind: 'voucher' | 'withdrawal';
  readonly voucherId: string;
  readonly body: string;
  readonly hash: string;
  readonly attempts: number;
  readonly state: 'waiting' | 'acknowledged' | 'refused';
};

/** Of these items, those in the outbox and those kept of another file. */
export function listKnownItems(db: ReadDatabase, ids: readonly string[]): KnownItem[] {
  return db.all<KnownItem>(
    `SELECT id, kind, voucher_id AS voucherId, body, hash, attempts, state FROM delivery
     WHERE id IN (SELECT value FROM json_each(:ids))
     UNION ALL SELECT id, 'voucher', id, '', hash, 0, 'acknowledged' FROM foreign_item
     WHERE settled_as IS NOT 'entered' AND id IN (SELECT value FROM json_each(:ids))`,
    { ids: JSON.stringify(ids) },
  );
}

type Receipt = Pick<KnownItem, 'id' | 'kind' | 'voucherId' | 'hash'> & { readonly receipt: string };
const receipts = "SELECT id, kind, voucher_id AS voucherId, hash, receipt FROM delivery WHERE state = 'acknowledged'";

/** The receipts of acknowledged items, with what they have to be about. */
export function listReceipts(db: ReadDatabase, ids: readonly string[]): Receipt[] {
  const sql = `${receipts} AND id IN (SELECT value FROM json_each(:ids))`;
  return db.all<Receipt>(sql, { ids: JSON.stringify(ids) });
}

/** Of the acknowledged item that was approved last. */
export function findNewestReceipt(db: ReadDatabase): Receipt | undefined {
  return db.get<Receipt>(`${receipts} ORDER BY id DESC LIMIT 1`);
}

export type StoredRevocation = {
  readonly voucherId: string;
  readonly reason: string;
  readonly revokedAt: string;
  readonly notedAt: string;
  readonly statement: string;
};

/** False when it was noted before, or the voucher is not in this file. */
export function insertRevocation(db: WriteDatabase, revocation: StoredRevocation): boolean {
  return (
    db.run(
      `INSERT INTO revocation (voucher_id, reason, revoked_at, noted_at, statement)
       SELECT id, :reason, :revokedAt, :notedAt, :statement FROM voucher WHERE id = :voucherId AND state = 'approved'
       ON CONFLICT (voucher_id) DO NOTHING`,
      revocation,
    ) === 1
  );
}
