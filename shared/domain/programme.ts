// A programme as data: who may enter, what is paid, what a balance must hold. One file each in resources/programmes.
import { z } from 'zod';
import { type Answer, granted, refused } from './answer.ts';
import { type CalendarDate, calendarDate } from './calendar.ts';
import { type Criterion, criterion } from './criterion.ts';
import { figureOf } from './figure.ts';
import { certainties } from './vocabulary.ts';
import { voucherRules } from './voucher-rules.ts';

const code = z.string().regex(/^[a-z0-9-]{1,40}$/);

/** Where an agreement's Career Balance comes from: drawn up in the case, shown as evidence, or none is asked for. */
const balanceOrigins = ['in-case', 'as-evidence', 'none'] as const;

const balanceSections = [
  'goal',
  'motivation',
  'meetings',
  'education',
  'courses',
  'work',
  'informalLearning',
  'competences',
  'interests',
  'tools',
  'strengths',
  'areasToDevelop',
  'labourMarketFit',
  'targetQualification',
  'recommendedCategories',
  'recommendation',
  'actionPlan',
  'feedback',
] as const;
export type BalanceSection = (typeof balanceSections)[number];

const path = z.strictObject({
  id: code,
  name: z.string().min(1),
  /** Keys of the programme's criteria, in the order in which they are judged. */
  criteria: z.array(z.string()).min(1),
});

const category = z.strictObject({
  code,
  name: z.string().min(1),
  source: z.string().min(1),
  certainty: z.enum(certainties),
});

const shape = z.strictObject({
  code: z.string().regex(/^[A-Z]{2,8}$/),
  name: z.string().min(1),
  purpose: z.string().min(1),
  ruleSetVersion: z.string().min(1),
  effectiveFrom: figureOf(calendarDate),
  effectiveTo: figureOf(calendarDate.nullable()),
  criteria: z.record(code, criterion),
  paths: z.array(path).min(1),
  balance: z.strictObject({
    origin: figureOf(z.enum(balanceOrigins)),
    requiredSections: figureOf(z.array(z.enum(balanceSections))),
  }),
  categories: z.array(category),
  /** null: the programme has no vouchers. */
  vouchers: voucherRules.nullable(),
  /** Lines of help that are recorded where there are no vouchers. */
  supportLines: z.array(z.strictObject({ code, name: z.string().min(1) })),
  /** Ages from which a report counts a person apart. */
  ageLines: z.array(z.strictObject({ name: z.string().min(1), atLeast: figureOf(z.int().min(0)) })),
  targets: z.array(z.strictObject({ name: z.string().min(1), people: figureOf(z.int().min(0)) })),
  retention: z.strictObject({ trigger: z.string().min(1), years: figureOf(z.int().min(0)), basis: z.string().min(1) }),
});

/** The schema of a rule file; what it refers to must exist in it. */
export const programme = shape.superRefine((rules, context) => {
  const report = (at: (string | number)[], message: string): void =>
    context.addIssue({ code: 'custom', path: at, message });
  rules.paths.forEach(({ id, criteria }, index) => {
    if (rules.paths.findIndex((other) => other.id === id) < index)
      report(['paths', index, 'id'], `repeated path ${id}`);
    criteria.forEach((key, place) => {
      if (!Object.hasOwn(rules.criteria, key)) report(['paths', index, 'criteria', place], `no criterion ${key}`);
    });
  });
  const known = rules.categories.map((each) => each.code);
  rules.vouchers?.rates.forEach(({ categories }, index) => {
    categories.forEach((name, place) => {
      if (!known.includes(name)) report(['vouchers', 'rates', index, 'categories', place], `no category ${name}`);
    });
  });
});
export type Programme = z.infer<typeof programme>;
export type ProgrammePath = Programme['paths'][number];

/** Where a rule file is wrong (field names joined by dots) and how. */
export interface ProgrammeFault {
  readonly field: string;
  readonly message: string;
}

/** Reads a rule file's content; the faults are all of them. */
export function parseProgramme(json: unknown): Answer<Programme, ProgrammeFault[]> {
  const read = programme.safeParse(json);
  if (read.success) return granted(read.data);
  return refused(read.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message })));
}

/** The rules of a code in force on a day: the newest begun by then, or else the first to come. */
export function findProgramme(
  programmes: readonly Programme[],
  programmeCode: string,
  on: CalendarDate,
): Programme | undefined {
  const sameCode = programmes
    .filter((each) => each.code === programmeCode)
    .sort((left, right) => (left.effectiveFrom.value < right.effectiveFrom.value ? -1 : 1));
  return sameCode.findLast((each) => each.effectiveFrom.value <= on) ?? sameCode[0];
}

/** The criteria of a path, in its order. */
export function listCriteria(rules: Programme, { criteria }: ProgrammePath): Criterion[] {
  return criteria.flatMap((key) => rules.criteria[key] ?? []);
}
