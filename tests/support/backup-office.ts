// An office whose backups a test makes, looks at and goes back to: the day's office with a folder beside its file.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { storeBackupPlan } from '../../electron/database/backups.ts';
import type { Client } from '../../renderer/client/client.ts';
import type { Backup } from '../../shared/contract/backups.ts';
import { answered, type OfficeDay, type OfficePlace, openOfficeDay } from './office-day.ts';

export type BackupOffice = OfficeDay & {
  /** Where backups go; chosen already, and empty. */
  readonly folder: string;
  readonly makeBackup: () => Promise<string>;
};

export async function openBackupOffice(place: OfficePlace = {}): Promise<BackupOffice> {
  const office = await openOfficeDay('2022-03-01', place);
  const folder = join(dirname(office.caseFile.folder), 'kopie');
  mkdirSync(folder);
  const chosen = { folder, everyHours: 24, isOnSameDisk: true, seenVersion: 0 };
  office.caseFile.file.transaction((db) => storeBackupPlan(db, { ...chosen, device: office.caseFile.file.device }));
  const makeBackup = async () => answered(await office.administrator.backups.makeNow({ folder: null })).path;
  return { ...office, folder, makeBackup };
}

export async function listBackups(administrator: Client): Promise<Backup[]> {
  return answered(await administrator.backups.list({ folder: null }));
}

/** Every file of a folder with what is in it; the lock's own files come and go. */
export function contentsOf(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile() && !/^lock|-(wal|shm)$/.test(entry.name));
  return new Map(
    files.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'base64')]),
  );
}
