// Decisions with everything they rested on. They are added, never changed: the newest one counts.
import type { Decision } from '../../shared/contract/cases.ts';
import type { CalendarDate } from '../../shared/domain/calendar.ts';
import { jsonValue } from '../../shared/domain/canonical-json.ts';
import { assessment } from '../../shared/domain/eligibility.ts';
import type { ReadDatabase, WriteDatabase } from './connection.ts';

type DecisionColumns = Omit<Decision, 'inputs' | 'assessment'> & {
  readonly inputs: string;
  readonly assessment: string;
};

/** The decision that counts, if the case was ever decided. */
export function findDecision(db: ReadDatabase, caseId: string): Decision | undefined {
  const row = db.get<DecisionColumns>(
    `SELECT id, programme, rule_set_hash AS ruleSetHash, rule_set_version AS ruleSetVersion, as_of AS asOf, inputs,
       assessment, note, decided_by AS decidedBy, decided_at AS decidedAt
     FROM decision WHERE case_id = :caseId ORDER BY decided_at DESC, rowid DESC LIMIT 1`,
    { caseId },
  );
  if (row === undefined) return undefined;
  return {
    ...row,
    inputs: jsonValue.parse(JSON.parse(row.inputs)),
    assessment: assessment.parse(JSON.parse(row.assessment)),
  };
}

type NewDecision = Decision & { readonly caseId: string; readonly device: string };

export function insertDecision(db: WriteDatabase, entry: NewDecision): void {
  db.run(
    `INSERT INTO decision (id, case_id, programme, rule_set_hash, rule_set_version, as_of, inputs, assessment, outcome,
       note, decided_by, decided_at, device)
     VALUES (:id, :caseId, :programme, :ruleSetHash, :ruleSetVersion, :asOf, :inputs, :assessment, :outcome,
       :note, :decidedBy, :decidedAt, :device)`,
    {
      ...entry,
      inputs: JSON.stringify(entry.inputs),
      assessment: JSON.stringify(entry.assessment),
      outcome: entry.assessment.outcome,
    },
  );
}

/** The programmes that ever admitted the person, this case's own decision aside. */
export function listAdmissions(
  db: ReadDatabase,
  { personId, exceptCaseId }: { personId: string; exceptCaseId: string },
): string[] {
  const rows = db.all<{ programme: string }>(
    `SELECT DISTINCT c.programme FROM person_case c JOIN decision d ON d.case_id = c.id
     WHERE c.person_id = :personId AND c.id <> :exceptCaseId AND d.outcome = 'eligible'`,
    { personId, exceptCaseId },
  );
  return rows.map(({ programme }) => programme);
}

/** The day on which both had signed the person's finished balance in a programme; there is one at most. */
export function findBalanceDay(db: ReadDatabase, personId: string, programme: string): CalendarDate | undefined {
  const row = db.get<{ day: CalendarDate }>(
    `SELECT max(b.person_signed_on, b.advisor_signed_on) AS day FROM person_case c JOIN balance b ON b.case_id = c.id
     WHERE c.person_id = :personId AND c.programme = :programme AND b.state = 'finished' LIMIT 1`,
    { personId, programme },
  );
  return row?.day;
}
