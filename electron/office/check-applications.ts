// check-applications: the eligibility of every row as of one day. Writes nothing.
import { type CalendarDate, findCalendarDate } from '../../shared/domain/calendar.ts';
import { assessEligibility } from '../../shared/domain/eligibility.ts';
import { judgeIdentity } from '../../shared/domain/identity.ts';
import { findProgramme, type Programme } from '../../shared/domain/programme.ts';
import { type ApplicationRow, columnOfFact, readApplications, toFacts, toIdentity } from './applications.ts';
import { type Command, exitStatus, readArguments, Unusable } from './arguments.ts';
import { installedProgrammes } from './installed-rules.ts';
import { toJsonLines, toTable } from './print.ts';

const usage = 'check-applications FILE.csv --as-of YYYY-MM-DD [--json]';

interface ApplicationAnswer {
  readonly application_no: string;
  readonly outcome: 'eligible' | 'not-eligible' | 'incomplete' | 'invalid';
  readonly path: string | null;
  readonly failed: readonly string[];
  readonly missing: readonly string[];
  readonly rule_set: string;
}

/** Who was found eligible so far: programme code and identity key. */
export type Admitted = Set<string>;

export const checkApplications: Command = (args, { out }) => {
  const { operands, options } = readArguments(args, {
    usage,
    operands: 1,
    options: { 'as-of': { type: 'string' }, json: { type: 'boolean' } },
  });
  const asOf = readDay(options['as-of']);
  const answers = answerApplications(operands[0] ?? '', asOf);
  out(options.json ? toJsonLines(answers) : toReadable(answers));
  return exitStatus.answered;
};

function readDay(text: string | undefined): CalendarDate {
  const day = text === undefined ? undefined : findCalendarDate(text);
  if (day === undefined)
    throw new Unusable(`--as-of must be a date that exists, as YYYY-MM-DD\nusage: office ${usage}`);
  return day;
}

function answerApplications(path: string, asOf: CalendarDate): ApplicationAnswer[] {
  const rows = readApplications(path);
  const programmes = installedProgrammes().map(({ programme }) => programme);
  const admitted: Admitted = new Set();
  return rows.map(({ row }) => judgeApplication(programmes, row, { asOf, admitted }));
}

/** Adds whoever is eligible to `admitted`. */
export function judgeApplication(
  programmes: readonly Programme[],
  row: ApplicationRow,
  { asOf, admitted }: { readonly asOf: CalendarDate; readonly admitted: Admitted },
): ApplicationAnswer {
  const programme = getRules(programmes, row.programme, asOf);
  const identity = judgeIdentity(toIdentity(row), asOf);
  const application_no = row.application_no;
  const rule_set = programme.code;
  if (!identity.ok) {
    return { application_no, outcome: 'invalid', path: null, failed: ['identity'], missing: [], rule_set };
  }
  const keys = identity.value.keys.map((key) => `${programme.code} ${key}`);
  const admittedBefore = keys.some((key) => admitted.has(key));
  const { birthDate } = identity.value;
  const { outcome, path, failed, missing } = assessEligibility(
    programme,
    { birthDate, facts: toFacts(row), admittedBefore },
    asOf,
  );
  if (outcome === 'eligible') for (const key of keys) admitted.add(key);
  return { application_no, outcome, path, failed, missing: missing.map((fact) => columnOfFact[fact]).sort(), rule_set };
}

function getRules(programmes: readonly Programme[], code: string, asOf: CalendarDate): Programme {
  const found = findProgramme(programmes, code, asOf);
  if (!found) throw new Error(`no rule file for programme ${code}`);
  return found;
}

function toReadable(answers: readonly ApplicationAnswer[]): string {
  const rows = answers.map(({ application_no, rule_set, outcome, path, failed, missing }) => [
    application_no,
    rule_set,
    outcome,
    path ?? '',
    failed.join(' '),
    missing.join(' '),
  ]);
  return toTable(['application', 'programme', 'outcome', 'path', 'failed', 'missing'], rows);
}
