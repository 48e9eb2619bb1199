// What goes wrong with the folder of backups, in the contract's words: other machines' disks fail in more ways than ours.
import Sqlite from 'better-sqlite3';
import type { RefusalReason } from '../../shared/contract/problem.ts';
import { CaseFileFault } from './fault.ts';

export function backupFault(reason: RefusalReason): CaseFileFault {
  return new CaseFileFault({ kind: 'refused', reason, facts: {} });
}

const reasonOf: Readonly<Record<string, RefusalReason>> = {
  ENOENT: 'backup-folder-missing',
  ENOTDIR: 'backup-folder-missing',
  ENAMETOOLONG: 'backup-folder-missing',
  EACCES: 'backup-folder-not-writable',
  EPERM: 'backup-folder-not-writable',
  EROFS: 'backup-folder-not-writable',
  ENOSPC: 'backup-folder-full',
  EDQUOT: 'backup-folder-full',
  SQLITE_CANTOPEN: 'backup-folder-not-writable',
};

/** A fault of the disk as the contract names it; a defect of ours comes back as it is. */
export function toBackupFault(error: unknown): unknown {
  if (error instanceof CaseFileFault) {
    return error.problem.kind === 'disk-full' ? backupFault('backup-folder-full') : error;
  }
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const reason = reasonOf[error.code];
  if (reason !== undefined) return backupFault(reason);
  const isOfTheDisk = error instanceof Sqlite.SqliteError ? error.code.startsWith('SQLITE_IOERR') : 'syscall' in error;
  return isOfTheDisk ? backupFault('backup-folder-failed') : error;
}

/** Throws what the disk did as a fault of the contract. */
export function withBackupFaults<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw toBackupFault(error);
  }
}
