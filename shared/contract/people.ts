// People: found first, registered only after the candidates were seen.
import { z } from 'zod';
import { calendarDate } from '../domain/calendar.ts';
import { labourStatuses, sexes } from '../domain/vocabulary.ts';
import { caseStages } from './cases.ts';
import { command, loggedQuery, query } from './operation.ts';
import { id, instant, line, pageRequest, programmeCode, requiredLine, seenVersion } from './values.ts';

/** PESEL where there is one: birth date and sex follow from it. Otherwise another document, and both are typed. */
const identity = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pesel'), pesel: line(20) }),
  z.strictObject({
    kind: z.literal('document'),
    documentType: z.enum(['passport', 'residence-card', 'identity-card', 'other']),
    /** ISO 3166-1 alpha-2. */
    country: z.string().regex(/^[A-Z]{2}$/),
    number: requiredLine(40),
    birthDate: calendarDate,
    sex: z.enum(sexes),
  }),
]);

const address = z.strictObject({
  /** Seven digits of TERYT, null while unknown. A well-formed code outside the list is kept as unverified. */
  teryt: z
    .string()
    .regex(/^\d{7}$/)
    .nullable(),
  town: line(100),
  street: line(120),
  building: line(20),
  flat: line(20),
  postalCode: z.union([z.literal(''), z.string().regex(/^\d{2}-\d{3}$/)]),
});

const personFields = {
  identity,
  firstName: requiredLine(100),
  lastName: requiredLine(100),
  /** ISO 3166-1 alpha-2, null while unknown. */
  citizenship: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
  address,
  phone: z.union([z.literal(''), z.string().regex(/^\+?[0-9 ()-]{6,24}$/)]),
  email: z.union([z.literal(''), z.email().max(200)]),
  educationIsced: z.int().min(0).max(8).nullable(),
  labourStatus: z.enum(labourStatuses).nullable(),
  occupation: line(200),
  employer: line(200),
};
export const personInput = z.strictObject(personFields);
export type PersonInput = z.infer<typeof personInput>;

const personCase = z.object({ id, number: z.string(), programme: programmeCode, stage: z.enum(caseStages) });

const person = z.object({
  ...personFields,
  id,
  birthDate: calendarDate,
  sex: z.enum(sexes),
  /** Name of the municipality, null if the code is not in the list. */
  municipality: z.string().nullable(),
  cases: z.array(personCase),
  createdAt: instant,
  version: seenVersion,
});
export type Person = z.infer<typeof person>;

const matchedBy = ['name', 'pesel', 'document', 'case-number', 'phone'] as const;

/** What a list shows of a person. */
const personRow = z.object({
  id,
  firstName: z.string(),
  lastName: z.string(),
  birthDate: calendarDate,
  pesel: z.string().nullable(),
  documentNumber: z.string().nullable(),
  phone: z.string(),
  municipality: z.string().nullable(),
  caseNumbers: z.array(z.string()),
  matchedBy: z.enum(matchedBy).nullable(),
});
export type PersonRow = z.infer<typeof personRow>;

export const people = {
  /**
   * Parts of names in any order, without diacritics, PESEL, document, case number or phone. Empty text lists everybody
   * by name. At most 400 hits are looked at; `capped` says that there are more.
   */
  search: query({
    permission: 'signed-in',
    input: z.strictObject({ text: z.string().max(200), ...pageRequest }),
    output: z.object({
      rows: z.array(personRow),
      next: z.string().nullable(),
      total: z.int(),
      capped: z.boolean(),
    }),
  }),
  /** Who may already be the person that a clerk is about to register. At most 20, the likeliest first. */
  listCandidates: query({
    permission: ['clerk', 'advisor'],
    input: z.strictObject({
      firstName: line(100),
      lastName: line(100),
      pesel: line(20),
      documentNumber: line(40),
      birthDate: calendarDate.nullable(),
    }),
    output: z.array(personRow),
  }),
  get: loggedQuery({ permission: 'signed-in', input: z.strictObject({ id }), output: person }),
  register: command({ permission: ['clerk', 'advisor'], input: personInput, output: person }),
  change: command({
    permission: ['clerk', 'advisor'],
    input: z.strictObject({ id, seenVersion, person: personInput }),
    output: person,
  }),
};
