// What stands in the database once: this life of the ledger (its epoch) and the keys that sign its statements.
import { randomUUID } from 'node:crypto';
import type { CentreKey } from '../shared/wire/receipt.ts';
import { createCentreKey, findSignerAt, listCentreKeys, type SigningKey, type StoredKey } from './centre-keys.ts';
import { type Database, getFirst, type Query } from './database.ts';
import type { Secrets } from './secrets.ts';

export type Desk = { readonly database: Database; readonly secrets: Secrets; readonly now: () => string };

type LedgerLife = {
  readonly epoch: string;
  /** The newest first; one that doesn't sign yet is known already. */
  readonly centreKeys: CentreKey[];
  /** Id of the key that signs what is decided now. */
  readonly signerId: string;
};

export type Life = {
  current(): Promise<LedgerLife>;
  /** A former key too: an old receipt is given again as it was. Throws for one that the database doesn't have. */
  findKey(keyId: string): Promise<SigningKey>;
};

/** Another process may begin an epoch or make a key: what was read longer ago is read again. */
const freshMs = 5_000;

/** Opens it, or makes it in a new database. Throws when the master secret is not the one the keys were sealed under. */
export async function openLedgerLife(desk: Desk): Promise<Life> {
  const { database, secrets, now } = desk;
  await lockedForKeys(database, async (query) => {
    if ((await query('SELECT id FROM epoch LIMIT 1')).length === 0) await beginEpoch(query, now());
    if ((await query('SELECT id FROM centre_key LIMIT 1')).length > 0) return;
    await createCentreKey(query, secrets, { at: now(), signsFrom: now() });
  });
  let read = await readLife(desk);
  const readAgain = async () => {
    read = await readLife(desk);
    return read;
  };
  const find = (keyId: string) => read.keys.find((key) => key.keyId === keyId);
  return {
    current: async () => {
      const at = now();
      // A clock that was set back makes it old, too.
      const isFresh = Math.abs(Date.parse(at) - read.atMs) < freshMs;
      const { epoch, keys } = isFresh ? read : await readAgain();
      return { epoch, centreKeys: keys.map(({ centreKey }) => centreKey), signerId: findSignerAt(keys, at) };
    },
    findKey: async (keyId) => {
      if (find(keyId) === undefined) await readAgain();
      const key = find(keyId);
      if (key === undefined) throw new Error('a statement names a key that is not there');
      return key;
    },
  };
}

/** One at a time: every key carries the word of all that were there before it. */
export function lockedForKeys<Value>(database: Database, work: (query: Query) => Promise<Value>): Promise<Value> {
  return database.transaction(async (query) => {
    await query('SELECT pg_advisory_xact_lock(7283452)');
    return work(query);
  });
}

/** To be called after a restore from a backup: offices compare what they sent with what is left. */
export async function beginEpoch(query: Query, now: string): Promise<string> {
  const id = randomUUID();
  await query(
    'INSERT INTO epoch (id, begun_at, number) VALUES ($1, $2, (SELECT coalesce(max(number), 0) + 1 FROM epoch))',
    [id, now],
  );
  return id;
}

type Read = { readonly epoch: string; readonly keys: readonly StoredKey[]; readonly atMs: number };

async function readLife({ database, secrets, now }: Desk): Promise<Read> {
  const atMs = Date.parse(now());
  const { query } = database;
  const epochs = await query<{ id: string }>('SELECT id FROM epoch ORDER BY number DESC LIMIT 1');
  return { epoch: getFirst(epochs).id, keys: await listCentreKeys(query, secrets), atMs };
}
