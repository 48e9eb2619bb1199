// Whether another file has spoken to the central office with this file's key: a copy, or a newer one than this.
import type { ReadDatabase, WriteDatabase } from './connection.ts';

type Notice = {
  /** Of the other file's chain. */
  readonly head: string;
  readonly ownHead: string;
  readonly noticedAt: string;
  /** Set where nobody has to be told: the file was put back in the program. */
  readonly acceptedAt: string | null;
};

/** False for a head that was noticed before. */
export function insertOtherFile(db: WriteDatabase, notice: Notice): boolean {
  return (
    db.run(
      `INSERT INTO other_file (head, own_head, noticed_at, accepted_at) VALUES (:head, :ownHead, :noticedAt, :acceptedAt)
       ON CONFLICT (head) DO NOTHING`,
      notice,
    ) === 1
  );
}

/** Since when nobody has answered for another file, null when there is none. */
export function findOtherFile(db: ReadDatabase): string | null {
  const row = db.get<{ noticedAt: string | null }>(
    'SELECT min(noticed_at) AS noticedAt FROM other_file WHERE accepted_at IS NULL',
  );
  return row?.noticedAt ?? null;
}

/** This file is the one to work with; gives how many heads were answered for. */
export function acceptOtherFiles(db: WriteDatabase, by: { userId: string; at: string }): number {
  return db.run('UPDATE other_file SET accepted_at = :at, accepted_by = :userId WHERE accepted_at IS NULL', by);
}
