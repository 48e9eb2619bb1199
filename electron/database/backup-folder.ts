// The folder of backups: whether it can be used, what lies in it, what is taken out again.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, isAbsolute, join, sep } from 'node:path';
import type { Backup } from '../../shared/contract/backups.ts';
import { listSurplusBackups } from '../../shared/domain/backup-rotation.ts';
import { toCalendarDate } from '../../shared/domain/calendar.ts';
import { backupFault } from './backup-faults.ts';
import type { BackupOwner } from './backup-jobs.ts';
import { findSeal, type SealedContents } from './backup-seal.ts';
import { removeFile } from './files.ts';

const mostListed = 200;
/** What is being made says whose it is: several offices may share a folder. */
const unfinishedMark = (fileId: string): string =>
  `.unfinished-${createHash('sha256').update(fileId).digest('hex').slice(0, 12)}`;
/** On an office's clock, to the minute, in an order that sorts. */
const officeTime = new Intl.DateTimeFormat('sv-SE', {
  ...{ timeZone: 'Europe/Warsaw', year: 'numeric', month: '2-digit', day: '2-digit' },
  ...{ hour: '2-digit', minute: '2-digit' },
});

/** Throws CaseFileFault backup-folder-…: it has to be there, to take a file, and to lie outside the case file. */
export function probeFolder(folder: string, caseFolder: string): { isOnSameDisk: boolean } {
  if (!isAbsolute(folder) || !statSync(folder).isDirectory()) throw backupFault('backup-folder-missing');
  if (isWithin(realpathSync(folder), realpathSync(caseFolder))) throw backupFault('backup-folder-inside');
  const probe = join(folder, `.teczka-${process.pid}-${Date.now()}`);
  writeFileSync(probe, '', { flag: 'wx' });
  removeFile(probe);
  return { isOnSameDisk: statSync(folder).dev === statSync(caseFolder).dev };
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder + sep);
}

export type Unfinished = {
  readonly folder: string;
  readonly caseFolder: string;
  readonly madeAt: string;
  readonly fileId: string;
};

/** A folder under a free name, in which a backup is built until it may be called one. */
export function makeUnfinished({ folder, caseFolder, madeAt, fileId }: Unfinished): { name: string; path: string } {
  const moment = officeTime.format(new Date(madeAt)).replace(' ', 'T').replace(':', '');
  const stem = `${basename(caseFolder).replace(/\.teczka$/, '')}-${moment}`;
  for (let place = 1; ; place += 1) {
    const name = place === 1 ? `${stem}.teczka` : `${stem}-${place}.teczka`;
    const path = join(folder, `${name}${unfinishedMark(fileId)}`);
    if (existsSync(join(folder, name)) || existsSync(path)) continue;
    mkdirSync(path, { mode: 0o700 });
    return { name, path };
  }
}

/** What a power cut left of this office's own attempts; nobody else's, and nothing that is not one. */
export function clearUnfinished(folder: string, fileId: string): void {
  const left = readdirSync(folder).filter((name) => name.endsWith(`.teczka${unfinishedMark(fileId)}`));
  for (const name of left) rmSync(join(folder, name), { recursive: true, force: true });
}

/** This office's own backups, known by their seals; the newest first. */
export function listBackups(folder: string, owner: BackupOwner): Backup[] {
  return listSealed(folder, owner)
    .map(({ name, sealed }) => ({ path: join(folder, name), name, madeAt: sealed.madeAt, bytes: sealed.bytes }))
    .sort((left, right) => (left.madeAt < right.madeAt ? 1 : -1))
    .slice(0, mostListed);
}

/** Removes what the rotation no longer keeps. Whatever is not a sealed backup of this office stays. */
export function rotateBackups(folder: string, owner: BackupOwner, newest: string): void {
  const backups = listSealed(folder, owner).map(({ name, sealed: { madeAt } }) => ({
    name,
    madeAt,
    madeOn: toCalendarDate(officeTime.format(new Date(madeAt)).slice(0, 10)),
  }));
  for (const name of listSurplusBackups(backups, newest)) removeBackup(join(folder, name));
}

/** Its seal first: a backup that is only half there is none. */
function removeBackup(path: string): void {
  removeFile(join(path, 'seal.json'));
  rmSync(path, { recursive: true, force: true });
}

function listSealed(folder: string, { fileId, dataKey }: BackupOwner): { name: string; sealed: SealedContents }[] {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names.flatMap(({ name }) => {
    if (name.endsWith(unfinishedMark(fileId))) return [];
    const sealed = findSeal(join(folder, name), dataKey);
    return sealed === undefined || sealed === 'broken' || sealed.fileId !== fileId ? [] : [{ name, sealed }];
  });
}
