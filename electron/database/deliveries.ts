// The outbox. A row is written by the approving transaction and settled once; until then it waits, however long.
import type { WriteDatabase } from './connection.ts';

export type QueuedDelivery = {
  readonly voucherId: string;
  /** The exact text that travels. */
  readonly body: string;
  /** SHA-256 of its UTF-8 bytes, hex. */
  readonly hash: string;
  readonly queuedAt: string;
};

/** Puts a voucher into the outbox, due at once. */
export function queueDelivery(db: WriteDatabase, delivery: QueuedDelivery): void {
  db.run(
    `INSERT INTO delivery (voucher_id, body, hash, state, queued_at, next_try_at)
     VALUES (:voucherId, :body, :hash, 'waiting', :queuedAt, :queuedAt)`,
    delivery,
  );
}
