// What is judged: what an applicant stated and showed. Unknown is null, never a guess.
import { z } from 'zod';
import { calendarDate } from './calendar.ts';
import { disabilityAnswers, labourStatuses, legalStays, placeLinks, yesNo } from './vocabulary.ts';

export const applicantFacts = z.strictObject({
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
export type ApplicantFacts = z.infer<typeof applicantFacts>;

export const factNames = applicantFacts.keyof();
export type FactName = z.infer<typeof factNames>;

/** The inputs of a decision: stored with it, and enough to judge again. */
export const subject = z.strictObject({
  birthDate: calendarDate,
  facts: applicantFacts,
  /** Whether the person was found eligible for this programme before. */
  admittedBefore: z.boolean(),
});
export type Subject = z.infer<typeof subject>;
