// The embedded PostgreSQL of demonstrations and tests. It does not flush to disk: no real office may rely on it.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import type { Database, Query, SqlValue } from './database.ts';
import { migrate, migrations } from './schema.ts';

/** Beside other caches of this installation. */
export const imageFolder = fileURLToPath(new URL('../.cache/central', import.meta.url));

export type EmbeddedPlace = {
  /** null keeps everything in memory. */
  readonly folder: string | null;
  /** Where an image of an empty database is kept, so that the next new one takes a tenth of the time; null for nowhere. */
  readonly imageFolder: string | null;
};

export async function openPglite({ folder, imageFolder }: EmbeddedPlace): Promise<Database> {
  const isNew = folder === null || !existsSync(join(folder, 'PG_VERSION'));
  const image = isNew && imageFolder !== null ? findImage(imageFolder) : undefined;
  const db = await PGlite.create({
    ...(folder === null ? {} : { dataDir: folder }),
    ...(image === undefined ? {} : { loadDataDir: image }),
    initDbStartParams: ['--wal-segsize=1'],
  });
  const database = toDatabase(db);
  await migrate(database);
  if (isNew && image === undefined && imageFolder !== null) await keepImage(db, imageFolder);
  return database;
}

function toDatabase(db: PGlite): Database {
  return {
    kind: 'embedded',
    query: toQuery(db),
    transaction: (work) => db.transaction((transaction) => work(toQuery(transaction))),
    script: async (sql) => void (await db.exec(sql)),
    close: () => db.close(),
  };
}

function toQuery(target: Pick<PGlite, 'query'>): Query {
  return async <Row>(sql: string, values: readonly SqlValue[] = []) => (await target.query<Row>(sql, [...values])).rows;
}

/** Another version of the library or of our schema is another image. */
function imagePath(imageFolder: string): string {
  const library = readFileSync(new URL('../package.json', import.meta.resolve('@electric-sql/pglite')));
  const content = createHash('sha256').update(library).update(migrations.join('\n')).digest('hex');
  return join(imageFolder, `empty-${content.slice(0, 16)}.tar.zst`);
}

function findImage(imageFolder: string): Blob | undefined {
  const path = imagePath(imageFolder);
  return existsSync(path) ? new Blob([zstdDecompressSync(readFileSync(path))]) : undefined;
}

/** Only saves time: where it can't be written, the next start takes as long as this one. */
async function keepImage(db: PGlite, imageFolder: string): Promise<void> {
  const image = await db.dumpDataDir('none');
  try {
    mkdirSync(imageFolder, { recursive: true });
    const unfinished = `${imagePath(imageFolder)}.${process.pid}`;
    writeFileSync(unfinished, zstdCompressSync(Buffer.from(await image.arrayBuffer())));
    renameSync(unfinished, imagePath(imageFolder));
  } catch {
    // A read-only installation.
  }
}
