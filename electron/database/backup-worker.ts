// The worker thread's part in backups: each job in its own words, each fault of a disk as one of the contract.
import { mkdirSync, rmSync } from 'node:fs';
import { checkBackup, findBackup } from './backup-checking.ts';
import { inspectBackup } from './backup-comparison.ts';
import { withBackupFaults } from './backup-faults.ts';
import { listBackups, probeFolder } from './backup-folder.ts';
import type { BackupJob, BackupJobResult, InspectedBackup } from './backup-jobs.ts';
import { copyBackup, makeBackup } from './backup-making.ts';
import { CaseFileFault } from './fault.ts';

export function performBackupJob(job: BackupJob): BackupJobResult {
  return job.job === 'stage-restore' ? stage(job) : withBackupFaults(() => perform(job));
}

function perform(job: Exclude<BackupJob, { job: 'stage-restore' }>): BackupJobResult {
  switch (job.job) {
    case 'probe-folder':
      return { job: job.job, value: probeFolder(job.folder, job.caseFolder) };
    case 'make-backup':
      return { job: job.job, value: makeBackup(job) };
    case 'list-backups':
      return { job: job.job, value: listBackups(job.folder, job.owner) };
    case 'find-backup':
      return { job: job.job, value: findBackup(job.path) };
    case 'inspect-backup':
      return { job: job.job, value: inspectBackup(job) };
  }
}

/** The backup is verified where it lies, and its copy once more: what is put in place is what was looked at. */
function stage({ path, staged, dataKey }: Extract<BackupJob, { job: 'stage-restore' }>): BackupJobResult {
  const facts = withBackupFaults(() => checkBackup(path, dataKey, (checked) => checked.facts));
  rmSync(staged, { recursive: true, force: true });
  try {
    mkdirSync(staged, { recursive: true, mode: 0o700 });
    copyBackup(path, staged);
    checkBackup(staged, dataKey, () => undefined);
  } catch (error) {
    rmSync(staged, { recursive: true, force: true });
    throw asNoRoom(error);
  }
  const value: InspectedBackup = { ...facts, present: null };
  return { job: 'stage-restore', value };
}

/** Here it is the case file's own disk that is full. */
function asNoRoom(error: unknown): unknown {
  const isFull = error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
  return isFull ? new CaseFileFault({ kind: 'disk-full' }) : error;
}
