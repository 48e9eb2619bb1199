// Which life of the central office's ledger everything acknowledged here is known to be in.
import type { ReadDatabase, WriteDatabase } from './connection.ts';

export type ComparedLedger = {
  /** null while everything acknowledged is to be compared. */
  readonly epoch: string | null;
  /** The furthest place in the county's feed that something here was settled at. */
  readonly head: number;
};

export function getComparedLedger(db: ReadDatabase): ComparedLedger {
  const row = db.get<ComparedLedger>('SELECT epoch, head FROM compared_ledger WHERE id = 1');
  return row ?? { epoch: null, head: 0 };
}

/** In the transaction that queues again what was found to be missing. */
export function storeComparedLedger(db: WriteDatabase, { epoch, head }: ComparedLedger): void {
  db.run('UPDATE compared_ledger SET epoch = :epoch, head = :head WHERE id = 1', { epoch, head });
}

/**
 * Something was settled by the word of this epoch, null where it is not said. An answer of another one than was compared,
 * however late it came, makes that everything is compared again.
 */
export function noteSettledIn(db: WriteDatabase, { epoch, head }: ComparedLedger): void {
  db.run(
    `UPDATE compared_ledger SET head = max(head, :head), epoch = CASE WHEN epoch = coalesce(:epoch, epoch) THEN epoch END
     WHERE id = 1`,
    { epoch, head },
  );
}

/** Something was acknowledged by a receipt that was kept here for long. */
export function forgetComparison(db: WriteDatabase): void {
  db.run('UPDATE compared_ledger SET epoch = NULL WHERE id = 1');
}
