// A folder of an embedded central office: one process at a time, and the secret that is not in the database.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { masterSecretBytes } from './secrets.ts';

/** Another process has the folder. */
export class FolderInUse extends Error {}

export type HeldFolder = { readonly databaseFolder: string; readonly masterSecret: Buffer; release(): void };

/**
 * Takes the folder, making it if needed. Two processes on one embedded database would lose what both acknowledged, so
 * an EXCLUSIVE transaction on a side database is held; the operating system drops it with the process.
 */
export function holdFolder(folder: string): HeldFolder {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = new Sqlite(join(folder, 'lock.sqlite'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) throw new FolderInUse(folder);
    throw error;
  }
  return {
    databaseFolder: join(folder, 'database'),
    masterSecret: readMasterSecret(folder),
    release: () => lock.close(),
  };
}

/** The folder's master secret, made when there is none. */
export function readMasterSecret(folder: string): Buffer {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'master-secret');
  if (!existsSync(path)) writeFileSync(path, randomBytes(masterSecretBytes).toString('hex'), { mode: 0o600 });
  return Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
}
