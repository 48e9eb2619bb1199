// What the case file knows of its own backups: the plan, and what became of the attempts.
import type { BackupFault } from '../../shared/contract/problem.ts';
import type { ReadDatabase, WriteDatabase } from './connection.ts';

export type BackupPlan = {
  readonly folder: string;
  readonly everyHours: number;
  readonly isOnSameDisk: boolean;
  readonly version: number;
};

type PlanColumns = Omit<BackupPlan, 'isOnSameDisk'> & { readonly isOnSameDisk: number };

/** undefined while nobody has chosen a folder. */
export function findBackupPlan(db: ReadDatabase): BackupPlan | undefined {
  const row = db.get<PlanColumns>(
    `SELECT folder, every_hours AS everyHours, is_on_same_disk AS isOnSameDisk, version FROM backup_plan WHERE id = 1`,
  );
  return row && { ...row, isOnSameDisk: row.isOnSameDisk === 1 };
}

type PlanChange = Omit<BackupPlan, 'version'> & { readonly seenVersion: number; readonly device: string };

/** False when the plan has moved on since the writer saw it; `seenVersion` is 0 where there was none. */
export function storeBackupPlan(db: WriteDatabase, { isOnSameDisk, ...plan }: PlanChange): boolean {
  return (
    db.run(
      `INSERT INTO backup_plan (id, folder, every_hours, is_on_same_disk, version, device)
       SELECT 1, :folder, :everyHours, :isOnSameDisk, 1, :device
       WHERE coalesce((SELECT version FROM backup_plan), 0) = :seenVersion
       ON CONFLICT (id) DO UPDATE SET folder = excluded.folder, every_hours = excluded.every_hours,
         is_on_same_disk = excluded.is_on_same_disk, version = version + 1, device = excluded.device`,
      { ...plan, isOnSameDisk: isOnSameDisk ? 1 : 0 },
    ) === 1
  );
}

/** False when the plan has moved on since the writer saw it. */
export function removeBackupPlan(db: WriteDatabase, seenVersion: number): boolean {
  return db.run('DELETE FROM backup_plan WHERE version = :seenVersion', { seenVersion }) === 1;
}

export type BackupAttempt = { readonly folder: string; readonly madeAt: string };

/** Earlier ones that this one replaces are forgotten: the last good one of each folder and one failure are enough. */
export function recordGoodBackup(db: WriteDatabase, attempt: BackupAttempt & { readonly name: string }): void {
  db.run('DELETE FROM backup_attempt WHERE name IS NULL OR folder = :folder', { folder: attempt.folder });
  db.run(
    `INSERT INTO backup_attempt (number, folder, made_at, name)
     VALUES (coalesce((SELECT max(number) FROM backup_attempt), 0) + 1, :folder, :madeAt, :name)`,
    attempt,
  );
}

export function recordFailedBackup(db: WriteDatabase, attempt: BackupAttempt & { readonly cause: BackupFault }): void {
  db.run('DELETE FROM backup_attempt WHERE name IS NULL');
  db.run(
    `INSERT INTO backup_attempt (number, folder, made_at, cause)
     VALUES (coalesce((SELECT max(number) FROM backup_attempt), 0) + 1, :folder, :madeAt, :cause)`,
    attempt,
  );
}

/** The one made last, in one folder or anywhere. */
export function findLastGoodBackup(db: ReadDatabase, folder: string | null = null): BackupAttempt | undefined {
  return db.get<BackupAttempt>(
    `SELECT folder, made_at AS madeAt FROM backup_attempt
     WHERE name IS NOT NULL AND (:folder IS NULL OR folder = :folder) ORDER BY number DESC LIMIT 1`,
    { folder },
  );
}

/** undefined when the last attempt was good. */
export function findBackupFailure(db: ReadDatabase): { at: string; cause: BackupFault } | undefined {
  return db.get(
    `SELECT made_at AS at, cause FROM backup_attempt
     WHERE number = (SELECT max(number) FROM backup_attempt) AND cause IS NOT NULL`,
  );
}
