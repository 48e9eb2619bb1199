// The kinds of question that a programme may ask about a person. Which values pass is data, in resources/programmes.
import { z } from 'zod';
import { figureOf } from './figure.ts';
import { disabilityAnswers, labourStatuses, legalStays, placeLinks, yesNo } from './vocabulary.ts';

const years = z.int().min(0).max(130);
const months = z.int().min(0).max(1200);

/** Whether an age counts from the start of the birthday or only from the day after it. */
const birthdayReadings = ['on-birthday', 'day-after'] as const;

const ageLimit = z.strictObject({ years: figureOf(years), reached: figureOf(z.enum(birthdayReadings)) });
export type AgeLimit = z.infer<typeof ageLimit>;

function listOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return figureOf(z.array(z.enum(values)).min(1));
}

/** A question about one fact that has a closed list of answers. */
const answerIn = z.discriminatedUnion('fact', [
  z.strictObject({ fact: z.literal('legalStay'), values: listOf(legalStays) }),
  z.strictObject({ fact: z.literal('polishLanguage'), values: listOf(yesNo) }),
  z.strictObject({ fact: z.literal('placeLink'), values: listOf(placeLinks) }),
  z.strictObject({ fact: z.literal('labourStatus'), values: listOf(labourStatuses) }),
  z.strictObject({ fact: z.literal('disability'), values: listOf(disabilityAnswers) }),
]);

const criterionRule = z.discriminatedUnion('kind', [
  /** The person was never found eligible for this programme before. */
  z.strictObject({ kind: z.literal('admitted-once') }),
  z.strictObject({ kind: z.literal('one-of'), answer: answerIn }),
  z.strictObject({ kind: z.literal('none-of'), answer: answerIn }),
  /** Whole years completed: at least one limit, below the other. */
  z.strictObject({ kind: z.literal('age'), atLeast: ageLimit.nullable(), below: ageLimit.nullable() }),
  /** Education no higher than a level, or an age that makes the level irrelevant. */
  z.strictObject({
    kind: z.literal('qualification'),
    iscedAtMost: figureOf(z.int().min(0).max(8)),
    orAgeAtLeast: ageLimit.nullable(),
  }),
  /** The date of a finished Career Balance is given and not after the day of judging; none given means there is none. */
  z.strictObject({ kind: z.literal('balance-finished') }),
  z.strictObject({ kind: z.literal('stay-abroad'), monthsAtLeast: figureOf(months) }),
  z.strictObject({ kind: z.literal('recent-return'), monthsAtMost: figureOf(months) }),
]);
export type CriterionRule = z.infer<typeof criterionRule>;

export const criterion = z.strictObject({
  /** What an answer calls it; the same id may stand for other parameters in another path. */
  id: z.string().regex(/^[a-z-]+$/),
  name: z.string().min(1),
  /** The rule as a sentence; {atLeast}, {below}, {isced}, {orAge}, {months} stand for the figures. */
  sentence: z.string().min(1),
  /** Documents and statements that prove it. */
  evidence: z.array(z.string().min(1)).min(1),
  source: z.string().min(1),
  rule: criterionRule,
});
export type Criterion = z.infer<typeof criterion>;

/** The rule's sentence with its figures filled in. */
export function ruleSentence({ sentence, rule }: Criterion): string {
  const figures = figuresOf(rule);
  return sentence.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(figures[name] ?? placeholder));
}

function figuresOf(rule: CriterionRule): Readonly<Record<string, number | undefined>> {
  switch (rule.kind) {
    case 'age':
      return { atLeast: rule.atLeast?.years.value, below: rule.below?.years.value };
    case 'qualification':
      return { isced: rule.iscedAtMost.value, orAge: rule.orAgeAtLeast?.years.value };
    case 'stay-abroad':
      return { months: rule.monthsAtLeast.value };
    case 'recent-return':
      return { months: rule.monthsAtMost.value };
    case 'admitted-once':
    case 'one-of':
    case 'none-of':
    case 'balance-finished':
      return {};
  }
}
