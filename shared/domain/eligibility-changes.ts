// What would change an answer: facts to bring, days to wait for, circumstances to meet.
import { z } from 'zod';
import { type CalendarDate, calendarDate } from './calendar.ts';
import type { Criterion } from './criterion.ts';
import { type Finding, judgeCriterion, listTurningDays } from './finding.ts';
import { listCriteria, type Programme } from './programme.ts';
import { factNames, type Subject } from './subject.ts';

const at = { path: z.string(), criterion: z.string() };
const turn = { ...at, on: calendarDate, makes: z.boolean() };

export const change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('provide'), path: z.string(), fact: factNames }),
  /** An age is reached on that day, which makes the criterion true or false. */
  z.object({ kind: z.literal('birthday'), ...turn }),
  /** Another date passes. */
  z.object({ kind: z.literal('wait'), ...turn }),
  /** Only other circumstances, proved, would make it true. */
  z.object({ kind: z.literal('fulfil'), ...at }),
  /** Nothing will: too old, or admitted before. */
  z.object({ kind: z.literal('never'), ...at }),
]);
export type Change = z.infer<typeof change>;

interface Judged {
  readonly id: string;
  readonly criteria: readonly Finding[];
}

interface Situation {
  readonly programme: Programme;
  readonly subject: Subject;
  readonly asOf: CalendarDate;
  readonly paths: readonly Judged[];
  readonly chosen: Judged;
  readonly outcome: 'eligible' | 'not-eligible' | 'incomplete';
}

/** For the deciding path everything; of the other paths of a refused person those that time alone will open. */
export function listChanges(situation: Situation): Change[] {
  const { paths, chosen, outcome } = situation;
  const own = listPathChanges(situation, chosen);
  if (outcome !== 'not-eligible') return own;
  const opening = paths
    .filter(({ id }) => id !== chosen.id)
    .map((path) => listPathChanges(situation, path))
    .filter((changes) => changes.every(({ kind }) => kind !== 'fulfil' && kind !== 'never'));
  return [own, ...opening].flat();
}

function listPathChanges(situation: Situation, path: Judged): Change[] {
  const rules = situation.programme.paths.find(({ id }) => id === path.id);
  const criteria = rules ? listCriteria(situation.programme, rules) : [];
  return path.criteria.flatMap((found, place) => {
    const criterion = criteria[place];
    return criterion ? listCriterionChanges(situation, { path: path.id, criterion, found }) : [];
  });
}

interface Judgement {
  readonly path: string;
  readonly criterion: Criterion;
  readonly found: Finding;
}

function listCriterionChanges(situation: Situation, { path, criterion, found }: Judgement): Change[] {
  const turned = findTurn(situation, criterion, found);
  const where = { path, criterion: criterion.id };
  const { kind } = criterion.rule;
  const byAge = kind === 'age' || kind === 'qualification';
  const changes: Change[] = found.missing.map((fact) => ({ kind: 'provide', path, fact }));
  if (turned) changes.push({ kind: byAge ? 'birthday' : 'wait', ...where, ...turned });
  else if (found.result === false) {
    changes.push({ kind: kind === 'age' || kind === 'admitted-once' ? 'never' : 'fulfil', ...where });
  }
  return changes;
}

/** The first day to come on which the criterion gets another result, all facts staying as they are. */
function findTurn({ subject, asOf }: Situation, criterion: Criterion, found: Finding) {
  const days = listTurningDays(criterion.rule, subject).filter((day) => day > asOf);
  for (const on of days.sort()) {
    const { result } = judgeCriterion(criterion, subject, on);
    if (result !== 'unknown' && result !== found.result) return { on, makes: result };
  }
  return undefined;
}
