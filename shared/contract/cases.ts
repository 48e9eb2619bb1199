// A case: one person's application to one programme, its facts, and the decision with everything it rested on.
import { z } from 'zod';
import { calendarDate } from '../domain/calendar.ts';
import { assessment } from '../domain/eligibility.ts';
import { disabilityAnswers, labourStatuses, legalStays, placeLinks, sexes, yesNo } from '../domain/vocabulary.ts';
import { command, loggedQuery, query } from './operation.ts';
import { id, instant, line, pageRequest, programmeCode, seenVersion, text } from './values.ts';

/** What an applicant stated and showed; null is unknown. */
export const caseFacts = z.strictObject({
  legalStay: z.enum(legalStays).nullable(),
  polishLanguage: z.enum(yesNo).nullable(),
  placeLink: z.enum(placeLinks).nullable(),
  labourStatus: z.enum(labourStatuses).nullable(),
  educationIsced: z.int().min(0).max(8).nullable(),
  disability: z.enum(disabilityAnswers).nullable(),
  kkBalanceOn: calendarDate.nullable(),
  abroadFrom: calendarDate.nullable(),
  abroadTo: calendarDate.nullable(),
  returnedOn: calendarDate.nullable(),
});
export type CaseFacts = z.infer<typeof caseFacts>;

export const caseStages = [
  'application',
  'not-eligible',
  'eligible',
  'balance-started',
  'balance-finished',
  'agreement-signed',
] as const;
export type CaseStage = (typeof caseStages)[number];

/** A decision keeps the rules' hash and its inputs and gives the same answer whenever it is replayed. */
const decision = z.object({
  id,
  programme: programmeCode,
  ruleSetHash: z.string(),
  ruleSetVersion: z.string(),
  asOf: calendarDate,
  /** What was judged: birth date, facts, whether the person was admitted before. */
  inputs: z.json(),
  assessment,
  note: z.string(),
  decidedBy: id,
  decidedAt: instant,
});
export type Decision = z.infer<typeof decision>;

/** What stands above every tab of a case. */
const identityBar = z.object({
  personId: id,
  firstName: z.string(),
  lastName: z.string(),
  pesel: z.string().nullable(),
  documentNumber: z.string().nullable(),
  birthDate: calendarDate,
  sex: z.enum(sexes),
  age: z.int(),
  municipality: z.string().nullable(),
  phone: z.string(),
});

const caseRecord = z.object({
  id,
  number: z.string(),
  /** The applicant's own number on the paper form, empty if none. */
  applicationNumber: z.string(),
  programme: programmeCode,
  submittedOn: calendarDate,
  stage: z.enum(caseStages),
  facts: caseFacts,
  person: identityBar,
  decision: decision.nullable(),
  createdAt: instant,
  version: seenVersion,
});
export type CaseRecord = z.infer<typeof caseRecord>;

export const caseRow = z.object({
  id,
  number: z.string(),
  personId: id,
  firstName: z.string(),
  lastName: z.string(),
  pesel: z.string().nullable(),
  programme: programmeCode,
  submittedOn: calendarDate,
  stage: z.enum(caseStages),
});
export type CaseRow = z.infer<typeof caseRow>;

const clerksAndAdvisors = ['clerk', 'advisor'] as const;

export const cases = {
  list: query({
    permission: 'signed-in',
    input: z.strictObject({
      stage: z.enum(caseStages).nullable(),
      programme: programmeCode.nullable(),
      ...pageRequest,
    }),
    output: z.object({ rows: z.array(caseRow), next: z.string().nullable(), total: z.int() }),
  }),
  get: loggedQuery({ permission: 'signed-in', input: z.strictObject({ id }), output: caseRecord }),
  /** Refused while the person has an open case in the programme. */
  open: command({
    permission: clerksAndAdvisors,
    input: z.strictObject({
      personId: id,
      programme: programmeCode,
      submittedOn: calendarDate,
      applicationNumber: line(60),
      facts: caseFacts,
    }),
    output: caseRecord,
  }),
  /** Facts may change until the case is decided as eligible. */
  saveFacts: command({
    permission: clerksAndAdvisors,
    input: z.strictObject({ id, seenVersion, submittedOn: calendarDate, facts: caseFacts }),
    output: caseRecord,
  }),
  /** The answer as it would be today or on another day, and the other programmes that fit; stores nothing. */
  assess: query({
    permission: 'signed-in',
    input: z.strictObject({ id, asOf: calendarDate, facts: caseFacts }),
    output: z.object({
      assessment,
      ruleSetHash: z.string(),
      otherProgrammes: z.array(z.object({ programme: programmeCode, path: z.string() })),
    }),
  }),
  decide: command({
    permission: clerksAndAdvisors,
    input: z.strictObject({ id, seenVersion, asOf: calendarDate, note: text(2000) }),
    output: caseRecord,
  }),
  /** Judges the stored inputs again by the stored rules: the answer must be the same. */
  replayDecision: query({
    permission: 'signed-in',
    input: z.strictObject({ id }),
    output: z.object({ same: z.boolean(), rulesKnown: z.boolean(), assessment: assessment.nullable() }),
  }),
};
