// One backup: copied under an unfinished name, opened and verified there, sealed, and only then called a backup.
import { copyFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type AuditHead, getAuditHead } from './audit.ts';
import { checkBackup, countRows, isBetween, isInChain, type RowCounts } from './backup-checking.ts';
import { backupFault, toBackupFault } from './backup-faults.ts';
import { clearUnfinished, makeUnfinished, probeFolder, rotateBackups } from './backup-folder.ts';
import type { BackupJob } from './backup-jobs.ts';
import { backupFiles, hashFile, writeSeal } from './backup-seal.ts';
import type { ReadDatabase } from './connection.ts';
import { CaseFileFault } from './fault.ts';
import { flushFile, flushFolder } from './files.ts';
import { readHeader, writeHeader } from './header.ts';
import { readKeyRing, withoutSystem, writeKeyRing } from './key-ring.ts';
import { openConnection, toReadDatabase, withFaults } from './sqlite.ts';

type Making = Extract<BackupJob, { job: 'make-backup' }>;

/** Gives the backup's name in the folder. Throws CaseFileFault backup-…, and then nothing is left of it. */
export function makeBackup(making: Making): { name: string } {
  const { fileId } = readHeader(making.caseFolder);
  probeFolder(making.folder, making.caseFolder);
  clearUnfinished(making.folder, fileId);
  const { name, path } = makeUnfinished({ ...making, fileId });
  try {
    copyAndVerify(making, path);
    seal(making, path, fileId);
    renameSync(path, join(making.folder, name));
    flushFolder(making.folder);
  } catch (error) {
    rmSync(path, { recursive: true, force: true });
    throw error;
  }
  if (making.isRotating) rotate(making, fileId, name);
  return { name };
}

/** The new one is good whatever becomes of the old ones: what cannot be taken out now is taken out the next time. */
function rotate({ folder, dataKey }: Making, fileId: string, newest: string): void {
  try {
    rotateBackups(folder, { fileId, dataKey }, newest);
  } catch (error) {
    if (!(toBackupFault(error) instanceof CaseFileFault)) throw error;
  }
}

function copyAndVerify({ caseFolder, dataKey }: Making, path: string): void {
  const header = asSource(() => readHeader(caseFolder));
  writeHeader(path, header);
  writeKeyRing(path, withoutSystem(asSource(() => readKeyRing(caseFolder, header.fileId))));
  const source = openConnection({ file: join(caseFolder, 'case.sqlite'), dataKey, access: 'write' });
  try {
    const db = toReadDatabase(source);
    const before = countRows(db);
    const copy = join(path, 'case.sqlite');
    asSource(() => withFaults(() => source.prepare('VACUUM INTO :copy').run({ copy })));
    flushFile(copy);
    compare({ path, dataKey, source: db, before });
  } finally {
    source.close();
  }
}

/** While the copy is made only the present file is read: damage met here is its own. */
function asSource<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    const isDamage = error instanceof CaseFileFault && error.problem.kind === 'case-file-damaged';
    throw isDamage ? backupFault('backup-source-damaged') : error;
  }
}

type Comparing = {
  readonly path: string;
  readonly dataKey: Uint8Array;
  readonly source: ReadDatabase;
  readonly before: RowCounts;
};

/** People went on working meanwhile: the copy is some state of this very file between the two counts. */
function compare({ path, dataKey, source, before }: Comparing): void {
  const after = countRows(source);
  checkBackup(path, dataKey, ({ db }) => {
    const head: AuditHead = getAuditHead(db);
    if (!isBetween(countRows(db), before, after) || !isInChain(source, head)) throw backupFault('backup-damaged');
  });
}

function seal({ dataKey, madeAt, program }: Making, path: string, fileId: string): void {
  const files = Object.fromEntries(backupFiles.map((name) => [name, hashFile(join(path, name))]));
  const bytes = backupFiles.reduce((sum, name) => sum + statSync(join(path, name)).size, 0);
  const contents = { format: 'teczka-backup', formatVersion: 1, fileId, madeAt, program, bytes } as const;
  // Made of the names that the seal's own list has.
  writeSeal(path, { ...contents, files: files as Record<(typeof backupFiles)[number], string> }, dataKey);
}

/** A backup's files as a folder of their own, flushed; its seal stays behind, because what follows changes them. */
export function copyBackup(path: string, staged: string): void {
  for (const name of backupFiles) {
    copyFileSync(join(path, name), join(staged, name));
    flushFile(join(staged, name));
  }
  flushFolder(staged);
  flushFolder(dirname(staged));
}
