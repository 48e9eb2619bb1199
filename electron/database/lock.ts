// One program at a time: an EXCLUSIVE transaction on a small side database, held as long as the case file is open. The
// operating system drops it with the process, so a crash leaves no stale lock.
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { type CaseFileHolder, caseFileHolder } from '../../shared/contract/problem.ts';
import { CaseFileFault } from './fault.ts';
import { findJson, removeFile, replaceFile } from './files.ts';

export type Claim = {
  /** Since when this program holds the file. */
  readonly since: string;
  /** Where a browser finds this program, if it does. */
  readonly address: string | null;
};

/** Takes the lock or throws CaseFileFault case-file-in-use naming who has it. Gives what releases it. */
export function lockCaseFile(folder: string, claim: Claim): () => void {
  const release = takeLock(folder);
  if (release === null) throw new CaseFileFault({ kind: 'case-file-in-use', holder: readHolder(folder) });
  noteHolder(folder, claim);
  return () => {
    removeFile(holderPath(folder));
    release();
  };
}

/** Who has the file now, null where that program left no note; undefined when nobody has it, or nobody can. */
export function findHolder(folder: string): CaseFileHolder | null | undefined {
  if (!existsSync(lockPath(folder))) return undefined;
  try {
    const release = takeLock(folder);
    release?.();
    return release === null ? readHolder(folder) : undefined;
  } catch (error) {
    if (error instanceof CaseFileFault) return undefined;
    throw error;
  }
}

/** null when somebody else has it. */
function takeLock(folder: string): (() => void) | null {
  const raw = new Sqlite(lockPath(folder), { timeout: 0 });
  try {
    // Nothing is ever written into it: without a journal the lock needs no room on the disk.
    raw.pragma('journal_mode = MEMORY');
    raw.exec('BEGIN EXCLUSIVE');
    return () => void raw.close();
  } catch (error) {
    raw.close();
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
    // Nothing is kept in it, but a lock that cannot be taken protects nobody.
    throw toFault(error);
  }
}

/** Its own file: nobody can read a database on which this lock is held. Only a courtesy: a full disk goes without. */
function noteHolder(folder: string, claim: Claim): void {
  const holder: CaseFileHolder = { computer: hostname(), pid: process.pid, ...claim };
  try {
    replaceFile(holderPath(folder), JSON.stringify(holder));
  } catch (error) {
    if (!(error instanceof CaseFileFault)) throw error;
  }
}

function toFault(error: unknown): unknown {
  const isNoDatabase = error instanceof Sqlite.SqliteError && /^SQLITE_(NOTADB|CORRUPT)/.test(error.code);
  return isNoDatabase ? new CaseFileFault({ kind: 'case-file-damaged' }) : error;
}

function readHolder(folder: string): CaseFileHolder | null {
  return caseFileHolder.safeParse(findJson(holderPath(folder))).data ?? null;
}

function lockPath(folder: string): string {
  return join(folder, 'lock.sqlite');
}

function holderPath(folder: string): string {
  return join(folder, 'lock-holder.json');
}
