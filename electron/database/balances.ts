// Career Balances: a draft is saved over and over, a finished one only superseded.
import { type Balance, balanceContent } from '../../shared/contract/balances.ts';
import type { CalendarDate } from '../../shared/domain/calendar.ts';
import type { ReadDatabase, WriteDatabase } from './connection.ts';

type BalanceColumns = Omit<Balance, 'content'> & { readonly content: string };

const columns = `id, case_id AS caseId, version_number AS versionNumber, supersedes, variant, state,
  informed_on AS informedOn, content, advisor_id AS advisorId, person_signed_on AS personSignedOn,
  advisor_signed_on AS advisorSignedOn, finished_at AS finishedAt, saved_at AS savedAt, version`;

function toBalance({ content, ...row }: BalanceColumns): Balance {
  return { ...row, content: balanceContent.parse(JSON.parse(content)) };
}

/** Every version of a case's balance, the newest first. */
export function listBalances(db: ReadDatabase, caseId: string): Balance[] {
  return db
    .all<BalanceColumns>(`SELECT ${columns} FROM balance WHERE case_id = :caseId ORDER BY version_number DESC`, {
      caseId,
    })
    .map(toBalance);
}

export function findBalance(db: ReadDatabase, id: string): Balance | undefined {
  const row = db.get<BalanceColumns>(`SELECT ${columns} FROM balance WHERE id = :id`, { id });
  return row === undefined ? undefined : toBalance(row);
}

/** The balance that counts for a case: finished and not superseded. */
export function findFinishedBalance(db: ReadDatabase, caseId: string): Balance | undefined {
  const row = db.get<BalanceColumns>(
    `SELECT ${columns} FROM balance WHERE case_id = :caseId AND state = 'finished'
     ORDER BY version_number DESC LIMIT 1`,
    { caseId },
  );
  return row === undefined ? undefined : toBalance(row);
}

type NewBalance = Pick<
  Balance,
  'id' | 'caseId' | 'versionNumber' | 'supersedes' | 'variant' | 'informedOn' | 'content' | 'advisorId' | 'savedAt'
> & { readonly device: string };

export function insertBalance(db: WriteDatabase, { content, ...entry }: NewBalance): void {
  db.run(
    `INSERT INTO balance (id, case_id, version_number, supersedes, variant, state, informed_on, content, advisor_id,
       saved_at, version, device)
     VALUES (:id, :caseId, :versionNumber, :supersedes, :variant, 'draft', :informedOn, :content, :advisorId,
       :savedAt, 1, :device)`,
    { ...entry, content: JSON.stringify(content) },
  );
}

type BalanceChange = { readonly id: string; readonly seenVersion: number; readonly device: string };

/** False when the draft has moved on since the writer saw it. */
export function saveBalance(
  db: WriteDatabase,
  { content, ...change }: BalanceChange & Pick<Balance, 'content' | 'savedAt'>,
): boolean {
  return (
    db.run(
      `UPDATE balance SET content = :content, saved_at = :savedAt, device = :device, version = version + 1
       WHERE id = :id AND version = :seenVersion AND state = 'draft'`,
      { ...change, content: JSON.stringify(content) },
    ) === 1
  );
}

type Signatures = {
  readonly personSignedOn: CalendarDate;
  readonly advisorSignedOn: CalendarDate;
  readonly advisorId: string;
  readonly finishedAt: string;
};

/** Signs the draft; false when it has moved on since the writer saw it. */
export function finishBalance(db: WriteDatabase, change: BalanceChange & Signatures): boolean {
  return (
    db.run(
      `UPDATE balance SET state = 'finished', person_signed_on = :personSignedOn,
         advisor_signed_on = :advisorSignedOn, advisor_id = :advisorId, finished_at = :finishedAt, device = :device,
         version = version + 1
       WHERE id = :id AND version = :seenVersion AND state = 'draft'`,
      change,
    ) === 1
  );
}

/** Notes that a newer finished version has taken a balance's place. */
export function supersedeBalance(db: WriteDatabase, { id, device }: { id: string; device: string }): void {
  db.run(
    "UPDATE balance SET state = 'superseded', device = :device, version = version + 1 WHERE id = :id AND state = 'finished'",
    { id, device },
  );
}
