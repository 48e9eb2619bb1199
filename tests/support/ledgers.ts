// Where the central offices of a test keep their ledgers: in folders of the embedded database, or as databases of the
// server that TECZKA_TEST_POSTGRES names. One that nobody has open can be copied and put back.
import { randomBytes } from 'node:crypto';
import type { Database } from '../../central/database.ts';
import { imageFolder, openPglite } from '../../central/pglite.ts';
import { openPostgres } from '../../central/postgres.ts';
import { databasesOf } from '../faults/postgres.ts';
import { makeShelf } from './shelf.ts';

export type OpenLedger = { readonly database: Database; close(): Promise<void> };

export type Ledgers = {
  /** An empty one where there is none of this name. */
  open(name: string): Promise<OpenLedger>;
  copy(from: string, to: string): Promise<void>;
  /** Throws all of them away. */
  clear(): Promise<void>;
};

export function makeLedgers(): Ledgers {
  const server = process.env.TECZKA_TEST_POSTGRES;
  return server === undefined ? inFolders() : onServer(server);
}

/** One that nobody else opens or copies, in memory where it is embedded: thrown away when it is closed. */
export async function openOwnLedger(): Promise<OpenLedger> {
  if (process.env.TECZKA_TEST_POSTGRES === undefined) {
    return toOpen(await openPglite({ folder: null, imageFolder }));
  }
  const ledgers = makeLedgers();
  const { database } = await ledgers.open('rejestr');
  const close = async () => {
    await database.close();
    await ledgers.clear();
  };
  return { database, close };
}

function inFolders(): Ledgers {
  const shelf = makeShelf();
  return {
    open: async (name) => toOpen(await openPglite({ folder: shelf.path(name), imageFolder })),
    copy: async (from, to) => shelf.copy(shelf.path(from), shelf.path(to)),
    clear: async () => shelf.clear(),
  };
}

function onServer(url: string): Ledgers {
  const databases = databasesOf(url);
  const prefix = `teczka_test_${randomBytes(6).toString('hex')}`;
  const addresses = new Map<string, string>();
  const place = (name: string) => `${prefix}_${name}`;
  const make = async (name: string, template: string) => {
    const address = await databases.create(place(name), template);
    addresses.set(name, address);
    return address;
  };
  return {
    open: async (name) => {
      const address = addresses.get(name) ?? (await make(name, 'template1'));
      return toOpen(await openPostgres(address, () => {}));
    },
    copy: async (from, to) => {
      await databases.drop(place(to));
      await make(to, place(from));
    },
    clear: async () => {
      for (const name of addresses.keys()) await databases.drop(place(name));
    },
  };
}

const toOpen = (database: Database): OpenLedger => ({ database, close: () => database.close() });
