// A central office's folder: one process at a time.
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { makeFolder } from './durable-files.ts';

/** Another process has the folder. */
export class FolderInUse extends Error {}

export type HeldFolder = { readonly folder: string; readonly databaseFolder: string; release(): void };

/**
 * Takes the folder, making it if needed. Two processes on one embedded database would lose what both acknowledged, so
 * an EXCLUSIVE transaction on a side database is held; the operating system drops it with the process.
 */
export function holdFolder(folder: string): HeldFolder {
  makeFolder(folder);
  const lock = new Sqlite(join(folder, 'lock.sqlite'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) throw new FolderInUse(folder);
    throw error;
  }
  return { folder, databaseFolder: join(folder, 'database'), release: () => lock.close() };
}
