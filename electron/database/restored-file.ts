// What a file that was put back from a backup must not do twice, and the mark by which the deliveries know of it.
import type { AuditHead } from './audit.ts';
import type { ReadDatabase, WriteDatabase } from './connection.ts';
import { listUsers, updateUser } from './users.ts';

export type RestoreMark = {
  readonly restoredAt: string;
  readonly backupMadeAt: string;
  /** The head of the audit of the file that was set aside; null where it could not be read. */
  readonly setAside: AuditHead | null;
};

type MarkColumns = Omit<RestoreMark, 'setAside'> & { readonly sequence: number | null; readonly hash: string | null };

/** undefined where nothing was restored, or where the central office has been asked since. */
export function findRestoreMark(db: ReadDatabase): RestoreMark | undefined {
  const row = db.get<MarkColumns>(
    `SELECT restored_at AS restoredAt, backup_made_at AS backupMadeAt, set_aside_sequence AS sequence,
       set_aside_hash AS hash FROM restore_mark WHERE id = 1`,
  );
  if (row === undefined) return undefined;
  const { sequence, hash, ...mark } = row;
  return { ...mark, setAside: sequence === null || hash === null ? null : { sequence, hash } };
}

/** What the central office acknowledged after the backup has come back. */
export function clearRestoreMark(db: WriteDatabase): void {
  db.run('DELETE FROM restore_mark WHERE id = 1');
}

export function markRestored(db: WriteDatabase, { setAside, ...mark }: RestoreMark): void {
  db.run(
    `INSERT OR REPLACE INTO restore_mark (id, restored_at, backup_made_at, set_aside_sequence, set_aside_hash)
     VALUES (1, :restoredAt, :backupMadeAt, :sequence, :hash)`,
    { ...mark, sequence: setAside?.sequence ?? null, hash: setAside?.hash ?? null },
  );
}

/** What is left of the agreement numbers may have been given out after the backup: new ones are asked for. */
export function dropGrantedNumbers(db: WriteDatabase): void {
  db.run('UPDATE number_block SET next = last + 1 WHERE next <= last');
}

const skippedCaseNumbers = 10_000;

export type NumberedYears = { readonly programmes: readonly string[]; readonly from: number; readonly to: number };

/**
 * Nobody can know how many case numbers were given out after the backup, so the counters of its years skip ten thousand:
 * more than a workstation opens in a year. The gap shows, and no number stands on two files.
 */
export function skipCaseNumbers(db: WriteDatabase, { programmes, from, to }: NumberedYears): void {
  db.run('UPDATE case_number SET next = next + :skipped', { skipped: skippedCaseNumbers });
  for (const programme of programmes) {
    for (let year = from; year <= to; year += 1) {
      db.run(
        `INSERT INTO case_number (programme, year, next) VALUES (:programme, :year, :next)
         ON CONFLICT (programme, year) DO NOTHING`,
        { programme, year, next: skippedCaseNumbers + 1 },
      );
    }
  }
}

/** Whoever has no key in today's ring has left since: a backup does not bring them back to work. Gives their logins. */
export function deactivateWithoutKey(db: WriteDatabase, logins: readonly string[], device: string): string[] {
  const gone = listUsers(db).filter(({ active, login }) => active && !logins.includes(login));
  for (const { id, version, displayName, roles } of gone) {
    updateUser(db, { id, seenVersion: version, displayName, roles, active: false, device });
  }
  return gone.map(({ login }) => login);
}
