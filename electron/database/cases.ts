// Cases: one person's application to one programme.
import { type CaseFacts, type CaseRow, type CaseStage, caseFacts } from '../../shared/contract/cases.ts';
import type { CalendarDate } from '../../shared/domain/calendar.ts';
import type { Sex } from '../../shared/domain/vocabulary.ts';
import type { ReadDatabase, WriteDatabase } from './connection.ts';

/** What a case says of its person; age and municipality are worked out by whoever shows them. */
type CasePerson = {
  readonly personId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly pesel: string | null;
  readonly documentNumber: string | null;
  readonly birthDate: CalendarDate;
  readonly sex: Sex;
  readonly teryt: string | null;
  readonly phone: string;
};

export type StoredCase = {
  readonly id: string;
  readonly number: string;
  readonly applicationNumber: string;
  readonly programme: string;
  readonly submittedOn: CalendarDate;
  readonly stage: CaseStage;
  readonly facts: CaseFacts;
  readonly person: CasePerson;
  readonly createdAt: string;
  readonly version: number;
};

type CaseColumns = Omit<StoredCase, 'facts' | 'person'> & CasePerson & { readonly facts: string };

export function findCase(db: ReadDatabase, id: string): StoredCase | undefined {
  const row = db.get<CaseColumns>(
    `SELECT c.id, c.number, c.application_number AS applicationNumber, c.programme, c.submitted_on AS submittedOn,
       c.stage, c.facts, c.created_at AS createdAt, c.version, c.person_id AS personId, p.first_name AS firstName,
       p.last_name AS lastName, p.pesel, p.document_number AS documentNumber, p.birth_date AS birthDate, p.sex,
       p.teryt, p.phone
     FROM person_case c JOIN person p ON p.id = c.person_id WHERE c.id = :id`,
    { id },
  );
  return row === undefined ? undefined : toStoredCase(row);
}

function toStoredCase(row: CaseColumns): StoredCase {
  const { facts, personId, firstName, lastName, pesel, documentNumber, birthDate, sex, teryt, phone, ...rest } = row;
  return {
    ...rest,
    facts: caseFacts.parse(JSON.parse(facts)),
    person: { personId, firstName, lastName, pesel, documentNumber, birthDate, sex, teryt, phone },
  };
}

/** The person's other case in a programme that is open or led somewhere; one found not eligible is neither. */
export function findOtherOpenCase(
  db: ReadDatabase,
  { personId, programme, exceptId }: { personId: string; programme: string; exceptId: string | null },
): { number: string } | undefined {
  return db.get<{ number: string }>(
    `SELECT number FROM person_case
     WHERE person_id = :personId AND programme = :programme AND stage <> 'not-eligible' AND id IS NOT :exceptId LIMIT 1`,
    { personId, programme, exceptId },
  );
}

type NewCase = {
  readonly id: string;
  readonly number: string;
  readonly applicationNumber: string;
  readonly personId: string;
  readonly programme: string;
  readonly submittedOn: CalendarDate;
  readonly facts: CaseFacts;
  readonly createdAt: string;
  readonly device: string;
};

export function insertCase(db: WriteDatabase, { facts, ...entry }: NewCase): void {
  db.run(
    `INSERT INTO person_case (id, number, application_number, person_id, programme, submitted_on, stage, facts,
       created_at, version, device)
     VALUES (:id, :number, :applicationNumber, :personId, :programme, :submittedOn, 'application', :facts,
       :createdAt, 1, :device)`,
    { ...entry, facts: JSON.stringify(facts) },
  );
}

type CaseChange = {
  readonly id: string;
  readonly seenVersion: number;
  readonly submittedOn: CalendarDate;
  readonly facts: CaseFacts;
  readonly stage: CaseStage;
  readonly device: string;
};

/** False when the case has moved on since the writer saw it. */
export function updateCase(db: WriteDatabase, { facts, ...change }: CaseChange): boolean {
  return (
    db.run(
      `UPDATE person_case SET submitted_on = :submittedOn, facts = :facts, stage = :stage, device = :device,
         version = version + 1
       WHERE id = :id AND version = :seenVersion`,
      { ...change, facts: JSON.stringify(facts) },
    ) === 1
  );
}

/** Moves a case on because of what happened in one of its tabs. */
export function moveCase(db: WriteDatabase, move: { id: string; stage: CaseStage; device: string }): void {
  db.run('UPDATE person_case SET stage = :stage, device = :device, version = version + 1 WHERE id = :id', move);
}

/** Takes the next case number: programme, county, year, then the workstation's letter and its own counter. */
export function takeCaseNumber(db: WriteDatabase, programme: string, year: number): string {
  const key = { programme, year };
  db.run(
    `INSERT INTO case_number (programme, year, next) VALUES (:programme, :year, 2)
     ON CONFLICT (programme, year) DO UPDATE SET next = next + 1`,
    key,
  );
  const [row] = db.all<{ number: string }>(
    `SELECT printf('%s/%s/%d/A%05d', n.programme, o.county_teryt, n.year, n.next - 1) AS number
     FROM case_number n JOIN office o WHERE n.programme = :programme AND n.year = :year`,
    key,
  );
  if (row === undefined) throw new Error('the case file has no office');
  return row.number;
}

export type CaseFilter = { readonly stage: CaseStage | null; readonly programme: string | null };

const caseRowColumns = `c.id, c.number, c.person_id AS personId, p.first_name AS firstName,
  p.last_name AS lastName, p.pesel, c.programme, c.submitted_on AS submittedOn, c.stage`;

/** Rows older than the case `after`, the newest first. */
export function listCases(
  db: ReadDatabase,
  { stage, programme }: CaseFilter,
  { after, limit }: { after: string | null; limit: number },
): CaseRow[] {
  const conditions = [
    ...(stage === null ? [] : ['c.stage = :stage']),
    ...(programme === null ? [] : ['c.programme = :programme']),
    ...(after === null ? [] : ['c.id < :after']),
  ];
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  return db.all<CaseRow>(
    `SELECT ${caseRowColumns} FROM person_case c JOIN person p ON p.id = c.person_id ${where}
     ORDER BY c.id DESC LIMIT :limit`,
    { stage, programme, after, limit },
  );
}

/** Read from the counters that triggers keep; a file has a handful of them. */
export function countCases(db: ReadDatabase, { stage, programme }: CaseFilter): number {
  const name = `case/${programme ?? '*'}/${stage ?? '*'}`;
  const row = db.get<{ total: number }>(
    "SELECT coalesce(sum(count), 0) AS total FROM tally WHERE name >= 'case/' AND name < 'case0' AND name GLOB :name",
    { name },
  );
  return row?.total ?? 0;
}
