// What every benchmark is given: a folder to fill, databases to copy, how often to measure, and where to say how it goes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openServer, type Server } from '../tests/faults/postgres.ts';

export type Place = {
  readonly folder: string;
  /** Fewer of everything: to see that it runs, not how fast. */
  readonly isSmall: boolean;
  /** Medians are of so many. */
  readonly rounds: number;
  readonly people: number;
  /** Where CPU profiles are left. */
  readonly profiles: string;
  readonly say: (words: string) => void;
  /** A PostgreSQL, started when it is first asked for. */
  openDatabases(): Promise<Databases>;
  /** Which one it is; null while nobody asked for it. */
  databaseWords(): string | null;
  close(): Promise<void>;
};

export type Databases = {
  /** The address of a new one, copied from another one's address. */
  create(like?: string): Promise<string>;
  drop(url: string): Promise<void>;
};

export type Wish = Pick<Place, 'isSmall' | 'rounds' | 'people' | 'say'> & { readonly profiles: string | undefined };

export function openPlace(wish: Wish): Place {
  const folder = mkdtempSync(join(tmpdir(), 'teczka-bench-'));
  let server: Server | null = null;
  return {
    ...wish,
    folder,
    profiles: wish.profiles ?? join(folder, 'profiles'),
    openDatabases: async () => {
      server ??= await openServer();
      return toDatabases(server);
    },
    databaseWords: () => server?.words ?? null,
    close: async () => {
      await server?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let made = 0;

/** Throws where there is no PostgreSQL: figures of the embedded one would say nothing about an office. */
function toDatabases({ databases }: Server): Databases {
  if (databases === null) throw new Error('no PostgreSQL here: install it, or name one in TECZKA_TEST_POSTGRES');
  const nameOf = (url: string) => new URL(url).pathname.slice(1);
  return {
    create: (like) => {
      made += 1;
      return databases.create(`bench_${process.pid}_${made}`, like === undefined ? 'template1' : nameOf(like));
    },
    drop: (url) => databases.drop(nameOf(url)),
  };
}
