// Who read or changed what: rows chained by hashes, so that one altered, removed or moved shows. Each hash covers a
// salted commitment to the row's values, not the values themselves: erased on demand, they leave the chain whole.
import { hash as digest } from 'node:crypto';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import type { ReadDatabase, WriteDatabase } from './connection.ts';

export type AuditEntry = {
  readonly at: string;
  readonly userId: string | null;
  readonly operation: string;
  readonly subjectId: string | null;
  /** Any JSON value; null for none. */
  readonly details: unknown;
  /** 16 random bytes: without them a commitment to a PESEL could be guessed, and from an erased row too. */
  readonly salt: Uint8Array;
};

type AuditColumns = Omit<AuditEntry, 'details'> & {
  readonly sequence: number;
  readonly details: string | null;
  readonly commitment: string;
  readonly previousHash: string;
  readonly hash: string;
};

export type AuditHead = { readonly sequence: number; readonly hash: string };

const beginning: AuditHead = { sequence: 0, hash: '0'.repeat(64) };
const saltLength = 16;
const verifiedAtOnce = 2000;
const columns = `sequence, at, user_id AS userId, operation, subject_id AS subjectId, details, salt, commitment,
  previous_hash AS previousHash, hash`;

/** The last row's number and hash: what the central office keeps, so that an old copy of the whole file shows. */
export function getAuditHead(db: ReadDatabase): AuditHead {
  return db.get<AuditHead>('SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1') ?? beginning;
}

/** The number of the row with this hash, undefined where none has it. */
export function findAuditRow(db: ReadDatabase, hash: string): number | undefined {
  return db.get<{ sequence: number }>('SELECT sequence FROM audit WHERE hash = :hash', { hash })?.sequence;
}

/** When the newest row says that it was written; null in a file without any. */
export function findNewestEntryAt(db: ReadDatabase): string | null {
  return db.get<{ at: string }>('SELECT at FROM audit ORDER BY sequence DESC LIMIT 1')?.at ?? null;
}

/** Adds a row to the chain, in the transaction of the act that it tells of. */
export function appendAudit(db: WriteDatabase, entry: AuditEntry): void {
  appendAfter(db, getAuditHead(db), entry);
}

/** As many rows, in this order. */
export function appendAudits(db: WriteDatabase, entries: readonly AuditEntry[]): void {
  entries.reduce((head, entry) => appendAfter(db, head, entry), getAuditHead(db));
}

/** Gives the new head. */
function appendAfter(db: WriteDatabase, head: AuditHead, { details, ...entry }: AuditEntry): AuditHead {
  const text = details === null || details === undefined ? null : canonicalJson(details);
  const commitment = commitmentOf(entry.salt, text);
  const link = { ...entry, sequence: head.sequence + 1, previousHash: head.hash, commitment };
  const hash = hashOf(link);
  db.run(
    `INSERT INTO audit (sequence, at, user_id, operation, subject_id, details, salt, commitment, previous_hash, hash)
     VALUES (:sequence, :at, :userId, :operation, :subjectId, :details, :salt, :commitment, :previousHash, :hash)`,
    { ...link, details: text, hash },
  );
  return { sequence: link.sequence, hash };
}

/** The number of the first row that is not what was written, or null when the chain holds. */
export function verifyAudit(db: ReadDatabase): number | null {
  let head = beginning;
  for (;;) {
    const rows = db.all<AuditColumns>(
      `SELECT ${columns} FROM audit WHERE sequence > :after ORDER BY sequence LIMIT :limit`,
      { after: head.sequence, limit: verifiedAtOnce },
    );
    for (const row of rows) {
      if (!follows(row, head)) return head.sequence + 1;
      head = row;
    }
    if (rows.length < verifiedAtOnce) return null;
  }
}

function follows(row: AuditColumns, head: AuditHead): boolean {
  return (
    row.sequence === head.sequence + 1 &&
    row.previousHash === head.hash &&
    (isErased(row) || isAsCommitted(row)) &&
    row.hash === hashOf(row)
  );
}

/** What an erasure leaves: neither values nor salt. One without the other is damage. */
function isErased({ details, salt }: AuditColumns): boolean {
  return details === null && salt.length === 0;
}

/** By a salt of the right length: or else its last byte could pass for the beginning of the values. */
function isAsCommitted({ commitment, details, salt }: AuditColumns): boolean {
  return salt.length === saltLength && commitment === commitmentOf(salt, details);
}

function commitmentOf(salt: Uint8Array, details: string | null): string {
  return digest('sha256', Buffer.concat([salt, Buffer.from(details ?? '')]));
}

type Link = Omit<AuditColumns, 'details' | 'salt' | 'hash'>;

function hashOf({ sequence, at, userId, operation, subjectId, commitment, previousHash }: Link): string {
  const text = canonicalJson([previousHash, sequence, at, userId, operation, subjectId, commitment]);
  return digest('sha256', text);
}

/** By their numbers, or all that tell of one subject. */
export type ErasableRows = { readonly sequences: readonly number[] } | { readonly subjectId: string };

/**
 * Takes the values from these rows, in the caller's transaction, and notes that as a row of its own; gives their numbers.
 * Rows without values, and those that note an erasure, stay as they are.
 */
export function eraseAudit(
  db: WriteDatabase,
  rows: ErasableRows,
  by: Pick<AuditEntry, 'at' | 'userId' | 'salt'>,
): number[] {
  const erased = listErasable(db, rows);
  if (erased.length === 0) return [];
  db.run("UPDATE audit SET details = NULL, salt = x'' WHERE sequence IN (SELECT value FROM json_each(:erased))", {
    erased: JSON.stringify(erased),
  });
  const subjectId = 'subjectId' in rows ? rows.subjectId : null;
  appendAudit(db, { ...by, operation: 'audit.erase', subjectId, details: { erased } });
  return erased;
}

function listErasable(db: WriteDatabase, rows: ErasableRows): number[] {
  const [condition, parameters] =
    'subjectId' in rows
      ? ['subject_id = :subjectId', { subjectId: rows.subjectId }]
      : ['sequence IN (SELECT value FROM json_each(:sequences))', { sequences: JSON.stringify(rows.sequences) }];
  return db
    .all<{ sequence: number }>(
      `SELECT sequence FROM audit WHERE ${condition} AND details IS NOT NULL AND operation <> 'audit.erase'
       ORDER BY sequence`,
      parameters,
    )
    .map(({ sequence }) => sequence);
}

export type ErasedCounts = {
  readonly erased: number;
  /** Of them, those that no row of the chain says were erased: somebody emptied them past the program. */
  readonly unnoted: number;
};

export function countErased(db: ReadDatabase): ErasedCounts {
  const counted = db.get<ErasedCounts>(
    `SELECT count(*) AS erased, count(*) FILTER (WHERE sequence NOT IN (
       SELECT noted.value FROM audit e, json_each(e.details, '$.erased') noted WHERE e.operation = 'audit.erase'
     )) AS unnoted
     FROM audit WHERE details IS NULL AND length(salt) = 0`,
  );
  if (counted === undefined) throw new Error('a count is always one row');
  return counted;
}

export type AuditListRow = {
  readonly sequence: number;
  readonly at: string;
  readonly userId: string | null;
  readonly userName: string | null;
  readonly operation: string;
  readonly subjectId: string | null;
};

export type AuditPage = {
  readonly subjectId: string | null;
  /** Rows below this number; null for the newest. */
  readonly before: number | null;
  readonly limit: number;
};

/** The newest first. */
export function listAudit(db: ReadDatabase, { subjectId, before, limit }: AuditPage): AuditListRow[] {
  const conditions = [
    ...(subjectId === null ? [] : ['a.subject_id = :subjectId']),
    ...(before === null ? [] : ['a.sequence < :before']),
  ];
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  return db.all<AuditListRow>(
    `SELECT a.sequence, a.at, a.user_id AS userId, u.display_name AS userName, a.operation, a.subject_id AS subjectId
     FROM audit a LEFT JOIN user u ON u.id = a.user_id ${where} ORDER BY a.sequence DESC LIMIT :limit`,
    { subjectId, before, limit },
  );
}
