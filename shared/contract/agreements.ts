// The agreement (umowa) with a participant: number, term, categories, pool of vouchers, own contribution.
import { z } from 'zod';
import { calendarDate } from '../domain/calendar.ts';
import { command, loggedQuery, query } from './operation.ts';
import { category, id, instant, programmeCode, seenVersion } from './values.ts';

const vouchers = z.int();

/** Where the agreement's vouchers stand on a day; left = pool − reserved − committed. */
const pool = z.object({
  asOf: calendarDate,
  pool: vouchers,
  reserved: vouchers,
  committed: vouchers,
  left: vouchers,
});
export type Pool = z.infer<typeof pool>;

const agreement = z.object({
  id,
  caseId: id,
  programme: programmeCode,
  /** A draft has none until it is signed with a number from the block that the central office granted. */
  number: z.string().nullable(),
  state: z.enum(['draft', 'signed']),
  signedOn: calendarDate.nullable(),
  validFrom: calendarDate,
  validTo: calendarDate,
  categories: z.array(category),
  ownPercent: z.int().min(0).max(100),
  contributionDueOn: calendarDate.nullable(),
  pool,
  /** Orders that count: submitted, approved or acknowledged; rejected and refused ones do not. */
  ordersCounted: z.int().min(0),
  ordersAllowed: z.int().min(0),
  ruleSetHash: z.string(),
  createdAt: instant,
  version: seenVersion,
});
export type Agreement = z.infer<typeof agreement>;

const clerks = ['clerk'] as const;
const chosen = z.array(category).min(1).max(100);
const term = { validFrom: calendarDate, validTo: calendarDate };

export const agreements = {
  findForCase: loggedQuery({
    permission: 'signed-in',
    input: z.strictObject({ caseId: id }),
    output: agreement.nullable(),
  }),
  /** The term and categories that the rules and the finished balance suggest; stores nothing. */
  suggest: query({
    permission: clerks,
    input: z.strictObject({ caseId: id, signedOn: calendarDate }),
    output: z.object({
      ...term,
      categories: z.array(category),
      pool: vouchers,
      ownPercent: z.int(),
      contributionDueOn: calendarDate,
      numbersLeft: z.int(),
    }),
  }),
  draft: command({
    permission: clerks,
    input: z.strictObject({ caseId: id, ...term, categories: chosen }),
    output: agreement,
  }),
  changeDraft: command({
    permission: clerks,
    input: z.strictObject({ id, seenVersion, ...term, categories: chosen }),
    output: agreement,
  }),
  /** Takes the next number; refused with number-block-empty when none is left, and the draft stays. */
  sign: command({
    permission: clerks,
    input: z.strictObject({ id, seenVersion, signedOn: calendarDate }),
    output: agreement,
  }),
  poolAsOf: query({ permission: 'signed-in', input: z.strictObject({ id, asOf: calendarDate }), output: pool }),
};
