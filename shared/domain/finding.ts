// One criterion, one person, one day: true, false, or unknown because a fact is missing.
import { z } from 'zod';
import { addDays, addMonths, ageOn, birthdayOf, type CalendarDate } from './calendar.ts';
import type { AgeLimit, Criterion, CriterionRule } from './criterion.ts';
import { type FactName, factNames, type Subject } from './subject.ts';

export const finding = z.object({
  criterion: z.string(),
  result: z.union([z.boolean(), z.literal('unknown')]),
  /** The facts that were looked at, by name; ages in whole years. */
  evidence: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  missing: z.array(factNames),
});
export type Finding = z.infer<typeof finding>;

type Judgement = Omit<Finding, 'criterion'>;
type RuleOf<Kind extends CriterionRule['kind']> = Extract<CriterionRule, { kind: Kind }>;

export function judgeCriterion({ id, rule }: Criterion, subject: Subject, asOf: CalendarDate): Finding {
  return { criterion: id, ...judge(rule, subject, asOf) };
}

/** The days on which the passing of time alone may change a criterion's result. */
export function listTurningDays(rule: CriterionRule, { birthDate, facts }: Subject): CalendarDate[] {
  const reached = (limit: AgeLimit | null): CalendarDate[] => (limit ? [reachedOn(birthDate, limit)] : []);
  switch (rule.kind) {
    case 'age':
      return [...reached(rule.atLeast), ...reached(rule.below)];
    case 'qualification':
      return reached(rule.orAgeAtLeast);
    case 'balance-finished':
      return facts.kkBalanceOn ? [facts.kkBalanceOn] : [];
    case 'recent-return':
      return facts.returnedOn ? [facts.returnedOn, addDays(lastDayAfterReturn(rule, facts.returnedOn), 1)] : [];
    case 'admitted-once':
    case 'one-of':
    case 'none-of':
    case 'stay-abroad':
      return [];
  }
}

function judge(rule: CriterionRule, subject: Subject, asOf: CalendarDate): Judgement {
  switch (rule.kind) {
    case 'admitted-once':
      return known(!subject.admittedBefore, { admittedBefore: subject.admittedBefore });
    case 'one-of':
    case 'none-of':
      return judgeAnswer(rule, subject);
    case 'age':
      return judgeAge(rule, subject, asOf);
    case 'qualification':
      return judgeQualification(rule, subject, asOf);
    case 'balance-finished':
      return judgeBalance(subject, asOf);
    case 'stay-abroad':
      return judgeStayAbroad(rule, subject);
    case 'recent-return':
      return judgeReturn(rule, subject, asOf);
  }
}

function judgeAnswer({ kind, answer }: RuleOf<'one-of' | 'none-of'>, { facts }: Subject): Judgement {
  const stated = facts[answer.fact];
  if (stated === null) return lacking([answer.fact], { [answer.fact]: null });
  const listed: readonly string[] = answer.values.value;
  return known(listed.includes(stated) === (kind === 'one-of'), { [answer.fact]: stated });
}

function judgeAge(rule: RuleOf<'age'>, { birthDate }: Subject, asOf: CalendarDate): Judgement {
  const oldEnough = rule.atLeast === null || asOf >= reachedOn(birthDate, rule.atLeast);
  const youngEnough = rule.below === null || asOf < reachedOn(birthDate, rule.below);
  return known(oldEnough && youngEnough, { birthDate, age: ageOn(birthDate, asOf) });
}

/** Age alone may make it true; with the education unknown and the age not reached it is unknown. */
function judgeQualification(
  { iscedAtMost, orAgeAtLeast }: RuleOf<'qualification'>,
  { birthDate, facts: { educationIsced } }: Subject,
  asOf: CalendarDate,
): Judgement {
  const evidence = { educationIsced, birthDate, age: ageOn(birthDate, asOf) };
  if (orAgeAtLeast !== null && asOf >= reachedOn(birthDate, orAgeAtLeast)) return known(true, evidence);
  if (educationIsced === null) return lacking(['educationIsced'], evidence);
  return known(educationIsced <= iscedAtMost.value, evidence);
}

function judgeBalance({ facts: { kkBalanceOn } }: Subject, asOf: CalendarDate): Judgement {
  return known(kkBalanceOn !== null && kkBalanceOn <= asOf, { kkBalanceOn });
}

function judgeStayAbroad({ monthsAtLeast }: RuleOf<'stay-abroad'>, { facts }: Subject): Judgement {
  const { abroadFrom, abroadTo } = facts;
  const evidence = { abroadFrom, abroadTo };
  if (abroadFrom === null) return lacking(abroadTo === null ? ['abroadFrom', 'abroadTo'] : ['abroadFrom'], evidence);
  if (abroadTo === null) return lacking(['abroadTo'], evidence);
  return known(addMonths(abroadFrom, monthsAtLeast.value) <= abroadTo, evidence);
}

function judgeReturn(rule: RuleOf<'recent-return'>, { facts }: Subject, asOf: CalendarDate): Judgement {
  const { returnedOn } = facts;
  if (returnedOn === null) return lacking(['returnedOn'], { returnedOn });
  return known(returnedOn <= asOf && asOf <= lastDayAfterReturn(rule, returnedOn), { returnedOn });
}

function lastDayAfterReturn({ monthsAtMost }: RuleOf<'recent-return'>, returnedOn: CalendarDate): CalendarDate {
  return addMonths(returnedOn, monthsAtMost.value);
}

function reachedOn(birthDate: CalendarDate, { years, reached }: AgeLimit): CalendarDate {
  const birthday = birthdayOf(birthDate, years.value);
  return reached.value === 'on-birthday' ? birthday : addDays(birthday, 1);
}

function known(result: boolean, evidence: Finding['evidence']): Judgement {
  return { result, evidence, missing: [] };
}

function lacking(missing: FactName[], evidence: Finding['evidence']): Judgement {
  return { result: 'unknown', evidence, missing };
}
