// What the file knows of its own state, in its one row.
import type { ReadDatabase, WriteDatabase } from './connection.ts';

export type UpkeepRow = {
  readonly checkedAt: string | null;
  readonly isIntact: boolean | null;
  /** The computer and the folder in which it was opened last. */
  readonly openedOn: string | null;
  readonly openedIn: string | null;
  /** The latest moment known, while the computer's clock shows an earlier one. */
  readonly aheadOfClock: string | null;
  readonly recoveryCodeUsedAt: string | null;
};

export function getUpkeep(db: ReadDatabase): UpkeepRow {
  const row = db.get<Omit<UpkeepRow, 'isIntact'> & { readonly isIntact: number | null }>(
    `SELECT checked_at AS checkedAt, is_intact AS isIntact, opened_on AS openedOn, opened_in AS openedIn,
       ahead_of_clock AS aheadOfClock, recovery_code_used_at AS recoveryCodeUsedAt
     FROM upkeep WHERE id = 1`,
  );
  if (row === undefined) throw new Error('every file has its row of upkeep');
  return { ...row, isIntact: row.isIntact === null ? null : row.isIntact === 1 };
}

export function noteCheck(db: WriteDatabase, { at, isIntact }: { at: string; isIntact: boolean }): void {
  db.run('UPDATE upkeep SET checked_at = :at, is_intact = :isIntact WHERE id = 1', { at, isIntact: isIntact ? 1 : 0 });
}

export function noteOpening(db: WriteDatabase, place: { computer: string; folder: string }): void {
  db.run('UPDATE upkeep SET opened_on = :computer, opened_in = :folder WHERE id = 1', place);
}

/** null once the clock is right again. */
export function noteAheadOfClock(db: WriteDatabase, latest: string | null): void {
  db.run('UPDATE upkeep SET ahead_of_clock = :latest WHERE id = 1', { latest });
}

/** null once a new code was made. */
export function noteRecoveryCodeUsed(db: WriteDatabase, at: string | null): void {
  db.run('UPDATE upkeep SET recovery_code_used_at = :at WHERE id = 1', { at });
}
