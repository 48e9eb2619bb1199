// One program at a time: an EXCLUSIVE transaction on a small side database, held as long as the case file is open. The
// operating system drops it with the process, so a crash leaves no stale lock.
import { hostname } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { z } from 'zod';
import { CaseFileFault } from './fault.ts';
import { findJson, removeFile, replaceFile } from './files.ts';

const holder = z.object({ pid: z.int(), host: z.string(), since: z.string() });

/** Takes the lock or throws CaseFileFault case-file-in-use naming who has it. Gives what releases it. */
export function lockCaseFile(folder: string, since: string): () => void {
  const raw = new Sqlite(join(folder, 'lock.sqlite'), { timeout: 0 });
  try {
    // Nothing is ever written into it: without a journal the lock needs no room on the disk.
    raw.pragma('journal_mode = MEMORY');
    raw.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    raw.close();
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new CaseFileFault({ kind: 'case-file-in-use', holder: describeHolder(folder) });
    }
    // Nothing is kept in it, but a lock that cannot be taken protects nobody.
    throw toFault(error);
  }
  noteHolder(folder, since);
  return () => {
    removeFile(holderPath(folder));
    raw.close();
  };
}

/** Its own file: nobody can read a database on which this lock is held. Only a courtesy: a full disk goes without. */
function noteHolder(folder: string, since: string): void {
  try {
    replaceFile(holderPath(folder), JSON.stringify({ pid: process.pid, host: hostname(), since }));
  } catch (error) {
    if (!(error instanceof CaseFileFault)) throw error;
  }
}

function toFault(error: unknown): unknown {
  const isNoDatabase = error instanceof Sqlite.SqliteError && /^SQLITE_(NOTADB|CORRUPT)/.test(error.code);
  return isNoDatabase ? new CaseFileFault({ kind: 'case-file-damaged' }) : error;
}

function describeHolder(folder: string): string {
  const read = holder.safeParse(findJson(holderPath(folder)));
  return read.success ? `${read.data.host}, ${read.data.pid}, ${read.data.since}` : '';
}

function holderPath(folder: string): string {
  return join(folder, 'lock-holder.json');
}
