// The database of the environment with the secret that is not in it: a server's, or the embedded one's folder.
import type { Logger } from 'pino';
import type { Database } from './database.ts';
import { holdFolder } from './folder.ts';
import { hasMasterSecret, keepMasterSecret } from './master-secret.ts';
import { imageFolder, openPglite } from './pglite.ts';
import { openPostgres } from './postgres.ts';
import type { Settings } from './settings.ts';

export type Held = { readonly database: Database; readonly masterSecret: Uint8Array; close(): Promise<void> };

/** Throws FolderInUse when another process has the embedded one, MasterSecretMissing where nobody can read it any more. */
export async function openDatabase(settings: Settings, log: Logger, isPatient = false): Promise<Held> {
  const { databaseUrl, folder, connections } = settings;
  if (databaseUrl !== null) {
    const onLost = () => log.warn('a database connection was lost');
    const database = await openPostgres(databaseUrl, onLost, { connections, isPatient });
    const masterSecret = settings.masterSecret ?? (await keepBesideServer(folder, database));
    return { database, masterSecret, close: () => database.close() };
  }
  const { databaseFolder, release } = holdFolder(folder);
  const database = await openPglite({ folder: databaseFolder, imageFolder });
  const masterSecret = settings.masterSecret ?? (await keepMasterSecret(folder, database));
  const close = async () => {
    await database.close();
    release();
  };
  return { database, masterSecret, close };
}

/** Processes over one server may share the folder: it is held only where one of them may have to make the secret. */
async function keepBesideServer(folder: string, database: Database): Promise<Uint8Array> {
  if (hasMasterSecret(folder)) return keepMasterSecret(folder, database);
  const { release } = holdFolder(folder);
  return keepMasterSecret(folder, database).finally(release);
}

/** For a command that asks something and ends: a check reads the whole ledger. */
export async function withDatabase<Value>(
  settings: Settings,
  log: Logger,
  work: (held: Held) => Promise<Value>,
): Promise<Value> {
  const held = await openDatabase(settings, log, true);
  try {
    return await work(held);
  } finally {
    await held.close();
  }
}
