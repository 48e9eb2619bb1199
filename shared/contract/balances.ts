// The Career Balance (Bilans Kariery): drawn up by an advisor with the person, signed by both, then never edited.
import { z } from 'zod';
import { calendarDate } from '../domain/calendar.ts';
import { command, loggedQuery } from './operation.ts';
import { category, id, instant, line, requiredLine, seenVersion, text } from './values.ts';

export const balanceVariants = ['basic', 'deep'] as const;
export const meetingModes = ['in-person', 'remote', 'phone'] as const;
export const feedbackChannels = ['in-person', 'e-mail', 'post', 'phone'] as const;
export const competenceFrameworks = ['CEFR', 'DigComp', 'other'] as const;

const list = <Item extends z.ZodType>(item: Item) => z.array(item).max(100);

/** The document itself. Every section may be empty in a draft; domain/balance says what a finished one needs. */
export const balanceContent = z.strictObject({
  schema: z.literal('balance/1'),
  goal: text(4000),
  motivation: text(4000),
  meetings: list(
    z.strictObject({
      on: calendarDate,
      minutes: z.int().min(1).max(1440),
      mode: z.enum(meetingModes),
      note: text(8000),
    }),
  ),
  education: list(
    z.strictObject({ school: requiredLine(200), field: line(200), finishedIn: z.int().min(1900).max(2200).nullable() }),
  ),
  courses: list(z.strictObject({ name: requiredLine(200), certificate: line(200), on: calendarDate.nullable() })),
  work: list(
    z.strictObject({
      employer: requiredLine(200),
      occupation: line(200),
      from: calendarDate.nullable(),
      to: calendarDate.nullable(),
      duties: text(2000),
    }),
  ),
  informalLearning: text(4000),
  /** Framework, its version and the level in its own words: CEFR 2020 B1, DigComp 2.2 4. */
  competences: list(
    z.strictObject({
      name: requiredLine(200),
      framework: z.enum(competenceFrameworks),
      frameworkVersion: line(20),
      level: line(20),
      evidence: text(2000),
    }),
  ),
  interests: text(4000),
  tools: list(z.strictObject({ name: requiredLine(200), entitlement: line(200), result: text(2000) })),
  strengths: text(4000),
  areasToDevelop: text(4000),
  labourMarketFit: text(4000),
  targetQualification: line(200),
  recommendedCategories: list(z.strictObject({ category, rationale: text(2000) })),
  recommendation: text(8000),
  actionPlan: list(
    z.strictObject({ action: requiredLine(400), by: calendarDate.nullable(), who: line(120), support: line(400) }),
  ),
  feedback: z.strictObject({ on: calendarDate, channel: z.enum(feedbackChannels) }).nullable(),
  /** Health, care and the like: sensitive, optional, never on the person's screen. */
  constraints: text(4000),
});
export type BalanceContent = z.infer<typeof balanceContent>;

const balance = z.object({
  id,
  caseId: id,
  /** 1, 2, …: a new version supersedes the finished one before it. */
  versionNumber: z.int().min(1),
  supersedes: id.nullable(),
  variant: z.enum(balanceVariants),
  state: z.enum(['draft', 'finished', 'superseded']),
  /** The day the person was told what the balance is, how long it takes and how many meetings. */
  informedOn: calendarDate,
  content: balanceContent,
  advisorId: id,
  personSignedOn: calendarDate.nullable(),
  advisorSignedOn: calendarDate.nullable(),
  finishedAt: instant.nullable(),
  savedAt: instant,
  version: seenVersion,
});
export type Balance = z.infer<typeof balance>;

const advisors = ['advisor'] as const;

export const balances = {
  /** Every version, the newest first. */
  listForCase: loggedQuery({
    permission: 'signed-in',
    input: z.strictObject({ caseId: id }),
    output: z.array(balance),
  }),
  start: command({
    permission: advisors,
    input: z.strictObject({ caseId: id, variant: z.enum(balanceVariants), informedOn: calendarDate }),
    output: balance,
  }),
  save: command({
    permission: advisors,
    input: z.strictObject({ id, seenVersion, content: balanceContent }),
    output: balance,
  }),
  /** Records both signatures; refused with what is missing. Afterwards nothing in it changes. */
  finish: command({
    permission: advisors,
    input: z.strictObject({ id, seenVersion, personSignedOn: calendarDate, advisorSignedOn: calendarDate }),
    output: balance,
  }),
  /** A new draft with the finished one's content. */
  supersede: command({ permission: advisors, input: z.strictObject({ id, seenVersion }), output: balance }),
};
