// The one secret that is not in the database: made once, on the disk before anything is sealed under it.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from './database.ts';
import { writeDurably } from './durable-files.ts';
import { masterSecretBytes } from './secrets.ts';

/** The folder lacks the secret that this database was sealed under. */
export class MasterSecretMissing extends Error {}

export function hasMasterSecret(folder: string): boolean {
  return existsSync(pathIn(folder));
}

/** The folder's, made when there is none and the database needs none. Whoever asks holds the folder. */
export async function keepMasterSecret(folder: string, { query }: Database): Promise<Buffer> {
  const path = pathIn(folder);
  if (!existsSync(path)) {
    const keys = await query('SELECT id FROM centre_key LIMIT 1');
    if (keys.length > 0)
      throw new MasterSecretMissing(toSentence(path, 'is missing, and this database was sealed with it'));
    writeDurably(path, randomBytes(masterSecretBytes).toString('hex'));
  }
  const text = readFileSync(path, 'utf8').trim();
  // An empty one is not made anew either: it may be all that is left of one that sealed something.
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new MasterSecretMissing(toSentence(path, 'is not 64 hex digits'));
  return Buffer.from(text, 'hex');
}

function pathIn(folder: string): string {
  return join(folder, 'master-secret');
}

function toSentence(path: string, complaint: string): string {
  return (
    `the master secret ${path} ${complaint}: put back the copy that you keep, ` +
    'name the folder that has it in TECZKA_CENTRAL_FOLDER, or the secret itself in TECZKA_CENTRAL_SECRET'
  );
}
