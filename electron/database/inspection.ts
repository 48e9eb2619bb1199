// A case file looked at from outside: one snapshot, read-only, never migrated, also while a program has it open.
import { existsSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { databasePath } from './case-file.ts';
import type { ReadDatabase } from './connection.ts';
import { CaseFileFault } from './fault.ts';
import { removeFile } from './files.ts';
import { lockCaseFile } from './lock.ts';
import { buildSchema, schemaVersion } from './migrate.ts';
import { openConnection, toReadDatabase } from './sqlite.ts';

export type Inspection = { readonly db: ReadDatabase; readonly schemaVersion: number; close(): void };

/** Throws CaseFileFault: case-file-damaged when the key does not fit the first page, newer-case-file. */
export function inspectCaseFile(folder: string, dataKey: Uint8Array): Inspection {
  const file = databasePath(folder);
  const leave = enter(folder, file);
  try {
    const raw = openConnection({ file, dataKey, access: 'read' });
    const close = () => {
      raw.close();
      leave();
    };
    try {
      return toInspection(raw, close);
    } catch (error) {
      raw.close();
      throw error;
    }
  } catch (error) {
    leave();
    throw error;
  }
}

function toInspection(raw: Sqlite.Database, close: () => void): Inspection {
  const fileVersion = Number(raw.pragma('user_version', { simple: true }));
  if (fileVersion > schemaVersion) {
    throw new CaseFileFault({ kind: 'newer-case-file', fileVersion, programVersion: schemaVersion });
  }
  raw.exec('BEGIN');
  return { db: toReadDatabase(raw), schemaVersion: fileVersion, close };
}

/**
 * A reader leaves an empty write-ahead log behind. Where nobody else has the file it is cleared away again; where a
 * program has it open, that program's log is read along and left alone.
 */
function enter(folder: string, file: string): () => void {
  const beside = [`${file}-wal`, `${file}-shm`];
  const wereThere = beside.some((path) => existsSync(path));
  const unlock = findLock(folder);
  return () => {
    if (!wereThere && unlock !== undefined) for (const path of beside) removeFile(path);
    unlock?.();
  };
}

function findLock(folder: string): (() => void) | undefined {
  try {
    return lockCaseFile(folder, { since: new Date().toISOString(), address: null });
  } catch (error) {
    if (error instanceof CaseFileFault && error.problem.kind === 'case-file-in-use') return undefined;
    throw error;
  }
}

/** Faults of pages, rows and indexes in SQLite's words, which name no person; empty when there are none. */
export function listDamage(db: ReadDatabase): string[] {
  const rows = db.all<{ found: string }>('SELECT integrity_check AS found FROM pragma_integrity_check LIMIT 20');
  return rows.map(({ found }) => found).filter((found) => found !== 'ok');
}

/** Rows that refer to nothing, as "table → table". */
export function listBrokenReferences(db: ReadDatabase): string[] {
  return db
    .all<{ name: string; parent: string }>('SELECT "table" AS name, parent FROM pragma_foreign_key_check LIMIT 20')
    .map(({ name, parent }) => `${name} → ${parent}`);
}

type SchemaObject = { readonly name: string; readonly sql: string | null };
const listObjects = 'SELECT name, sql FROM sqlite_schema ORDER BY name';

/** Tables, indexes and triggers that are missing, strange or not worded as this program's own. */
export function listForeignSchema(db: ReadDatabase): string[] {
  const expected = toMap(listOwnSchema());
  const found = toMap(db.all<SchemaObject>(listObjects));
  const names = new Set([...expected.keys(), ...found.keys()]);
  return [...names].filter((name) => found.get(name) !== expected.get(name));
}

function listOwnSchema(): SchemaObject[] {
  const raw = new Sqlite(':memory:');
  try {
    buildSchema(raw);
    return toReadDatabase(raw).all<SchemaObject>(listObjects);
  } finally {
    raw.close();
  }
}

function toMap(objects: readonly SchemaObject[]): Map<string, string> {
  return new Map(objects.map(({ name, sql }) => [name, sql ?? '']));
}
