// The peer: PouchDB that replicates the same documents to express-pouchdb. It signs, checks and acknowledges nothing.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from './child.ts';
import type { Place } from './place.ts';

export type Replication = {
  /** Milliseconds until the last document was there, into an empty database. */
  replicate(batchSize: number): Promise<number>;
  end(): Promise<void>;
};
export type PouchPeer = { prepare(bodies: readonly string[]): Promise<Replication> };

let prepared = 0;
const peers = fileURLToPath(new URL('./peers', import.meta.url));

/** null and why where it could not be installed. */
export async function openPouch(place: Place): Promise<{ readonly peer: PouchPeer | null; readonly words: string }> {
  if (place.isSmall) return { peer: null, words: 'no PouchDB in a small run' };
  try {
    install();
  } catch (error) {
    return { peer: null, words: `PouchDB could not be installed: ${error instanceof Error ? error.message : ''}` };
  }
  return { peer: { prepare: (bodies) => prepare(place, bodies) }, words: 'PouchDB 9 on LevelDB, express-pouchdb 4' };
}

function install(): void {
  if (existsSync(join(peers, 'node_modules', 'express-pouchdb'))) return;
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: peers, stdio: 'ignore' });
}

async function prepare({ folder }: Place, bodies: readonly string[]): Promise<Replication> {
  prepared += 1;
  const own = join(folder, `pouch-${prepared}`);
  mkdirSync(join(own, 'server'), { recursive: true });
  const documents = join(own, 'documents.json');
  writeFileSync(documents, JSON.stringify(bodies));
  const server = await launch<number>({ entry: './peers/server.mjs', plan: { folder: join(own, 'server') } });
  const url = `http://127.0.0.1:${server.ready}`;
  const source = await launch({ entry: './peers/source.mjs', plan: { folder: own, documents, url } });
  return {
    replicate: (batchSize) => source.ask<number>(`replicate ${batchSize}`),
    end: async () => {
      await source.end();
      await server.end();
    },
  };
}
