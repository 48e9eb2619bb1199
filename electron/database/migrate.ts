// From an older file to today's: forward only, in one transaction, after an encrypted copy was laid beside it.
import { existsSync } from 'node:fs';
import type Sqlite from 'better-sqlite3';
import { CaseFileFault } from './fault.ts';
import { removeFile } from './files.ts';
import { migrations } from './migrations/index.ts';
import { inTransaction, withFaults } from './sqlite.ts';

/** "Tecz", in the file's header: a database that is not a case file is never migrated. */
const applicationId = 0x5465637a;

export const schemaVersion = migrations.length;

/**
 * Brings the file to today's schema. Throws CaseFileFault: case-file-damaged for an emptied file, not-a-case-file,
 * newer-case-file. `copyPath` names where an older file is copied to first, under the same key.
 */
export function migrate(raw: Sqlite.Database, copyPath: (version: number) => string): void {
  const found = versionOf(raw);
  if (found === schemaVersion) return;
  const copy = copyPath(found);
  if (existsSync(copy)) removeFile(copy);
  withFaults(() => raw.prepare('VACUUM INTO :copy').run({ copy }));
  applySteps(raw, found);
}

/** Builds today's schema in a file that was just made. */
export function buildSchema(raw: Sqlite.Database): void {
  raw.pragma(`application_id = ${applicationId}`);
  applySteps(raw, 0);
}

function versionOf(raw: Sqlite.Database): number {
  if (numberOf(raw, 'page_count') === 0) throw new CaseFileFault({ kind: 'case-file-damaged' });
  if (numberOf(raw, 'application_id') !== applicationId) throw new CaseFileFault({ kind: 'not-a-case-file' });
  const fileVersion = numberOf(raw, 'user_version');
  if (fileVersion > schemaVersion) {
    throw new CaseFileFault({ kind: 'newer-case-file', fileVersion, programVersion: schemaVersion });
  }
  return fileVersion;
}

function applySteps(raw: Sqlite.Database, from: number): void {
  inTransaction(raw, () => {
    for (const step of migrations.slice(from)) raw.exec(step);
    raw.pragma(`user_version = ${schemaVersion}`);
  });
}

function numberOf(raw: Sqlite.Database, name: string): number {
  return Number(raw.pragma(name, { simple: true }));
}
