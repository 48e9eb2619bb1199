// May this person enter this programme, judged as of a day? Three-valued, with reasons; the same inputs give the same answer.
import { z } from 'zod';
import type { CalendarDate } from './calendar.ts';
import { type Change, change, listChanges } from './eligibility-changes.ts';
import { finding, judgeCriterion } from './finding.ts';
import { listCriteria, type Programme } from './programme.ts';
import { factNames, type Subject } from './subject.ts';

const outcomes = ['eligible', 'not-eligible', 'incomplete'] as const;

const pathFinding = z.object({ id: z.string(), criteria: z.array(finding) });
type PathFinding = z.infer<typeof pathFinding>;

export const assessment = z.object({
  outcome: z.enum(outcomes),
  /** The path that decided: the one that fits, or the one nearest to fitting. */
  path: z.string(),
  /** False criteria of that path, in its order; empty unless not eligible. */
  failed: z.array(z.string()),
  /** Facts that the path lacks, sorted; empty unless incomplete. */
  missing: z.array(factNames),
  /** Every path with every finding. */
  paths: z.array(pathFinding),
  /** What would change the answer. */
  changes: z.array(change),
});
export type Assessment = z.infer<typeof assessment>;

type Verdict = Pick<Assessment, 'outcome' | 'failed' | 'missing'> & { readonly chosen: PathFinding };

export function assessEligibility(programme: Programme, subject: Subject, asOf: CalendarDate): Assessment {
  const paths = programme.paths.map((path) => ({
    id: path.id,
    criteria: listCriteria(programme, path).map((criterion) => judgeCriterion(criterion, subject, asOf)),
  }));
  const { chosen, ...verdict } = choosePath(paths);
  const changes: Change[] = listChanges({ programme, subject, asOf, paths, chosen, outcome: verdict.outcome });
  return { ...verdict, path: chosen.id, paths, changes };
}

/** A programme that may fit the person as well; facts still lacking are named. */
const fittingProgramme = z.object({
  programme: z.string(),
  path: z.string(),
  outcome: z.enum(['eligible', 'incomplete']),
  missing: z.array(factNames),
});
export type FittingProgramme = z.infer<typeof fittingProgramme>;

/** Judges the person by the other rule sets; `admittedTo` are the codes of programmes that admitted the person before. */
export function otherProgrammesThatFit(
  programmes: readonly Programme[],
  subject: Omit<Subject, 'admittedBefore'> & { readonly admittedTo: readonly string[] },
  asOf: CalendarDate,
): FittingProgramme[] {
  const { birthDate, facts, admittedTo } = subject;
  return programmes.flatMap((programme) => {
    const admittedBefore = admittedTo.includes(programme.code);
    const { outcome, path, missing } = assessEligibility(programme, { birthDate, facts, admittedBefore }, asOf);
    return outcome === 'not-eligible' ? [] : [{ programme: programme.code, path, outcome, missing }];
  });
}

/** The first path that fits; else, of those that still may, the one lacking least; else the one failing least. */
function choosePath(paths: readonly PathFinding[]): Verdict {
  const fitting = paths.find(({ criteria }) => criteria.every(({ result }) => result === true));
  if (fitting) return { outcome: 'eligible', chosen: fitting, failed: [], missing: [] };
  const open = paths.filter((path) => countOf(path, false) === 0);
  if (open.length > 0) {
    const chosen = leastOf(open, 'unknown');
    return { outcome: 'incomplete', chosen, failed: [], missing: listMissing(chosen) };
  }
  const chosen = leastOf(paths, false);
  return { outcome: 'not-eligible', chosen, failed: listFailed(chosen), missing: [] };
}

function listMissing({ criteria }: PathFinding): Assessment['missing'] {
  return [...new Set(criteria.flatMap(({ missing }) => missing))].sort();
}

function listFailed({ criteria }: PathFinding): string[] {
  return criteria.filter(({ result }) => result === false).map(({ criterion }) => criterion);
}

function countOf({ criteria }: PathFinding, wanted: false | 'unknown'): number {
  return criteria.filter(({ result }) => result === wanted).length;
}

/** The earliest path with the smallest count; a programme has at least one path. */
function leastOf(paths: readonly PathFinding[], wanted: false | 'unknown'): PathFinding {
  return paths.reduce((best, path) => (countOf(path, wanted) < countOf(best, wanted) ? path : best));
}
