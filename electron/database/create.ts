// A new case file: built in a folder beside and renamed, so that it is there whole or not at all.
import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { databasePath, makeDurable } from './case-file.ts';
import type { WriteDatabase } from './connection.ts';
import { CaseFileFault } from './fault.ts';
import { flushFile, flushFolder } from './files.ts';
import { type Header, hasHeader, writeHeader } from './header.ts';
import { type KeyRing, writeKeyRing } from './key-ring.ts';
import { buildSchema } from './migrate.ts';
import { inTransaction, openConnection, toWriteDatabase } from './sqlite.ts';

export type NewCaseFile = {
  readonly folder: string;
  readonly header: Header;
  readonly ring: KeyRing;
  readonly dataKey: Uint8Array;
  /** Writes the first rows: without its office a file would be none. */
  readonly fill: (db: WriteDatabase) => void;
};

/** Throws CaseFileFault case-file-exists, or not-a-case-file when the folder holds something else. */
export function createCaseFile(file: NewCaseFile): void {
  refuseTaken(file.folder);
  const parent = dirname(file.folder);
  mkdirSync(parent, { recursive: true });
  clearUnfinished(file.folder);
  const unfinished = `${file.folder}${unfinishedMark}${process.pid}`;
  mkdirSync(unfinished, { mode: 0o700 });
  try {
    build(unfinished, file);
    if (existsSync(file.folder)) rmdirSync(file.folder);
    renameSync(unfinished, file.folder);
    flushFolder(parent);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  }
}

const unfinishedMark = '.unfinished-';

function refuseTaken(folder: string): void {
  if (hasHeader(folder)) throw new CaseFileFault({ kind: 'case-file-exists' });
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new CaseFileFault({ kind: 'not-a-case-file' });
}

/** What a power cut left of an earlier attempt holds nothing that anybody typed but its set-up. */
function clearUnfinished(folder: string): void {
  const parent = dirname(folder);
  const left = readdirSync(parent).filter((name) => name.startsWith(`${basename(folder)}${unfinishedMark}`));
  for (const name of left) rmSync(join(parent, name), { recursive: true, force: true });
}

function build(folder: string, { header, ring, dataKey, fill }: NewCaseFile): void {
  const raw = openConnection({ file: databasePath(folder), dataKey, access: 'create' });
  try {
    makeDurable(raw, folder);
    buildSchema(raw);
    inTransaction(raw, () => fill(toWriteDatabase(raw)));
  } finally {
    raw.close();
  }
  flushFile(databasePath(folder));
  writeKeyRing(folder, ring);
  // Last: only the header makes it a case file.
  writeHeader(folder, header);
}
