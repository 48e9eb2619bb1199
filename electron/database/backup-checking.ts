// Whether a copy is one: every page authentic, every row of the record in its place, the counts what they have to be.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type AuditHead, getAuditHead, verifyAudit } from './audit.ts';
import { backupFault } from './backup-faults.ts';
import type { FoundBackup, InspectedBackup } from './backup-jobs.ts';
import { findSeal, isAsSealed, type SealedContents } from './backup-seal.ts';
import type { ReadDatabase } from './connection.ts';
import { CaseFileFault } from './fault.ts';
import { removeFile } from './files.ts';
import { readHeader } from './header.ts';
import { readKeyRing } from './key-ring.ts';
import { schemaVersion } from './migrate.ts';
import { openConnection, toReadDatabase } from './sqlite.ts';

/** Tables whose rows are never deleted: a copy holds at least what was there before it and at most what is there after. */
const growingTables = [
  'person',
  'person_case',
  'decision',
  'balance',
  'agreement',
  'voucher',
  'voucher_entry',
  'delivery',
  'user',
  'rule_set',
  'audit',
] as const;

export type RowCounts = Readonly<Record<(typeof growingTables)[number], number>>;

export function countRows(db: ReadDatabase): RowCounts {
  const columns = growingTables.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`);
  const row = db.get<RowCounts>(`SELECT ${columns.join(', ')}`);
  if (row === undefined) throw new Error('a count is always one row');
  return row;
}

export function isBetween(counts: RowCounts, before: RowCounts, after: RowCounts): boolean {
  return growingTables.every((table) => before[table] <= counts[table] && counts[table] <= after[table]);
}

/** Whether this head stands in a chain: then the one file is an earlier state of the other. */
export function isInChain(db: ReadDatabase, { sequence, hash }: AuditHead): boolean {
  const row = db.get<{ hash: string }>('SELECT hash FROM audit WHERE sequence = :sequence', { sequence });
  return row?.hash === hash;
}

/** Whose backup lies there. Throws CaseFileFault backup-not-found, backup-damaged or newer-case-file. */
export function findBackup(path: string): FoundBackup {
  const { fileId } = asBackup(() => readHeader(path));
  return { fileId, ring: asBackup(() => readKeyRing(path, fileId)) };
}

function asBackup<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof CaseFileFault)) throw error;
    if (error.problem.kind === 'case-file-damaged') throw backupFault('backup-damaged');
    if (error.problem.kind === 'no-case-file' || error.problem.kind === 'not-a-case-file') {
      throw backupFault('backup-not-found');
    }
    throw error;
  }
}

type Checked = { readonly db: ReadDatabase; readonly facts: Omit<InspectedBackup, 'present'> };

/** Opens and verifies a backup; throws CaseFileFault backup-damaged when anything in it is not as it was made. */
export function checkBackup<Value>(path: string, dataKey: Uint8Array, use: (checked: Checked) => Value): Value {
  const { fileId } = findBackup(path);
  const seal = findSeal(path, dataKey);
  const isAltered = seal === 'broken' || (seal !== undefined && (seal.fileId !== fileId || !isAsSealed(path, seal)));
  if (isAltered) throw backupFault('backup-damaged');
  return asBackup(() =>
    readDatabase(join(path, 'case.sqlite'), dataKey, (db, version) => {
      if (version > schemaVersion) {
        throw new CaseFileFault({ kind: 'newer-case-file', fileVersion: version, programVersion: schemaVersion });
      }
      if (!isSound(db) || !isOf(db, path)) throw backupFault('backup-damaged');
      return use({ db, facts: { ...readFacts(db, seal), schemaVersion: version } });
    }),
  );
}

function isSound(db: ReadDatabase): boolean {
  const [pages] = db.all<{ found: string }>('SELECT quick_check AS found FROM pragma_quick_check LIMIT 1');
  const broken = db.get('SELECT * FROM pragma_foreign_key_check LIMIT 1');
  return pages?.found === 'ok' && broken === undefined && verifyAudit(db) === null;
}

/** Nothing seals the header of a copy made by hand; what it says has to be what stands inside. */
function isOf(db: ReadDatabase, path: string): boolean {
  const office = db.get<{ id: string }>('SELECT id FROM office LIMIT 1');
  return office?.id === readHeader(path).fileId;
}

function readFacts(
  db: ReadDatabase,
  seal: SealedContents | undefined,
): Omit<InspectedBackup, 'present' | 'schemaVersion'> {
  const users = db.all<{ login: string; isAdministrator: number }>(
    `SELECT login, EXISTS (SELECT 1 FROM json_each(roles) WHERE value = 'administrator') AS isAdministrator
     FROM user WHERE active = 1`,
  );
  return {
    madeAt: seal?.madeAt ?? findLastMoment(db),
    program: seal?.program ?? null,
    counts: countShown(db),
    head: getAuditHead(db),
    users: users.map(({ login, isAdministrator }) => ({ login, isAdministrator: isAdministrator === 1 })),
  };
}

/** A copy made by hand is as old as the last thing written down in it. */
function findLastMoment(db: ReadDatabase): string {
  const row = db.get<{ at: string }>('SELECT at FROM audit ORDER BY sequence DESC LIMIT 1');
  if (row === undefined) throw backupFault('backup-damaged');
  return row.at;
}

export function countShown(db: ReadDatabase): InspectedBackup['counts'] {
  const { person, person_case, balance, agreement, voucher } = countRows(db);
  return { people: person, cases: person_case, balances: balance, agreements: agreement, vouchers: voucher };
}

/** One snapshot of a database; what a reader leaves beside it is cleared away where nobody else has it open. */
export function readDatabase<Value>(
  file: string,
  dataKey: Uint8Array,
  use: (db: ReadDatabase, version: number) => Value,
): Value {
  if (!existsSync(file)) throw new CaseFileFault({ kind: 'case-file-damaged' });
  const beside = [`${file}-wal`, `${file}-shm`].filter((path) => !existsSync(path));
  const raw = openConnection({ file, dataKey, access: 'read' });
  try {
    raw.exec('BEGIN');
    return use(toReadDatabase(raw), Number(raw.pragma('user_version', { simple: true })));
  } finally {
    raw.close();
    if (beside.length === 2) for (const path of beside) removeFile(path);
  }
}
