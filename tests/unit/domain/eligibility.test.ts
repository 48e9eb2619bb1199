import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type CalendarDate, toCalendarDate as day } from '../../../shared/domain/calendar.ts';
import { assessEligibility, assessment, otherProgrammesThatFit } from '../../../shared/domain/eligibility.ts';
import { applicantFacts, type Subject, subject as subjectSchema } from '../../../shared/domain/subject.ts';
import { disabilityAnswers, labourStatuses, legalStays, placeLinks, yesNo } from '../../../shared/domain/vocabulary.ts';
import { getProgramme, shippedProgrammes } from './shipped-programmes.ts';

const asOf = day('2022-03-01');
const unknownFacts = applicantFacts.parse(
  Object.fromEntries(Object.keys(applicantFacts.shape).map((name) => [name, null])),
);
const worker: Subject = {
  birthDate: day('1985-05-05'),
  admittedBefore: false,
  facts: {
    ...unknownFacts,
    legalStay: 'polish',
    polishLanguage: 'yes',
    placeLink: 'lives',
    labourStatus: 'employment-contract',
    educationIsced: 3,
    disability: 'no',
  },
};

const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const anyDay: fc.Arbitrary<CalendarDate> = fc.integer({ min: -1500, max: 800 }).map((days) => addDays(asOf, days));
const anySubject: fc.Arbitrary<Subject> = fc.record({
  birthDate: fc.integer({ min: 1, max: 33_000 }).map((days) => addDays(asOf, -days)),
  admittedBefore: fc.boolean(),
  facts: fc.record({
    legalStay: orNull(fc.constantFrom(...legalStays)),
    polishLanguage: orNull(fc.constantFrom(...yesNo)),
    placeLink: orNull(fc.constantFrom(...placeLinks)),
    labourStatus: orNull(fc.constantFrom(...labourStatuses)),
    educationIsced: orNull(fc.integer({ min: 0, max: 8 })),
    disability: orNull(fc.constantFrom(...disabilityAnswers)),
    kkBalanceOn: orNull(anyDay),
    abroadFrom: orNull(anyDay),
    abroadTo: orNull(anyDay),
    returnedOn: orNull(anyDay),
  }),
});
const anyProgramme = fc.constantFrom(...shippedProgrammes);

describe('an assessment', () => {
  test('replays to the same answer from inputs that were stored as JSON', () => {
    fc.assert(
      fc.property(anyProgramme, anySubject, (programme, subject) => {
        const first = assessEligibility(programme, subject, asOf);
        const stored = subjectSchema.parse(JSON.parse(JSON.stringify(subject)));
        expect(assessEligibility(programme, stored, asOf)).toEqual(first);
        expect(assessment.parse(JSON.parse(JSON.stringify(first)))).toEqual(first);
      }),
    );
  });

  test('says eligible only of a path with nothing false or unknown, and never hides an open path', () => {
    fc.assert(
      fc.property(anyProgramme, anySubject, (programme, subject) => {
        const { outcome, path, paths, failed, missing } = assessEligibility(programme, subject, asOf);
        const results = paths.map(({ criteria }) => criteria.map(({ result }) => result));
        const fits = results.some((each) => each.every((result) => result === true));
        const open = results.some((each) => !each.includes(false));
        expect(outcome).toBe(fits ? 'eligible' : open ? 'incomplete' : 'not-eligible');
        expect(failed.length > 0).toBe(outcome === 'not-eligible');
        expect(missing.length > 0).toBe(outcome === 'incomplete');
        expect(programme.paths.map(({ id }) => id)).toContain(path);
      }),
    );
  });

  test('knowing more never turns an eligible person away', () => {
    fc.assert(
      fc.property(anyProgramme, anySubject, anySubject, (programme, subject, other) => {
        if (assessEligibility(programme, subject, asOf).outcome !== 'eligible') return;
        const known = Object.entries(subject.facts).filter(([, value]) => value !== null);
        const facts = applicantFacts.parse({ ...other.facts, ...Object.fromEntries(known) });
        const kkBalanceOn = subject.facts.kkBalanceOn;
        const more = { ...subject, facts: { ...facts, kkBalanceOn } };
        expect(assessEligibility(programme, more, asOf).outcome).toBe('eligible');
      }),
    );
  });

  test('shows the evidence that each criterion rests on', () => {
    const [adult] = assessEligibility(getProgramme('KK'), worker, asOf).paths;
    expect(adult?.criteria.find(({ criterion }) => criterion === 'age')).toEqual({
      criterion: 'age',
      result: true,
      evidence: { birthDate: '1985-05-05', age: 36 },
      missing: [],
    });
  });
});

describe('what would change the answer', () => {
  test('every day that is named changes its criterion on that day and not the day before', () => {
    fc.assert(
      fc.property(anyProgramme, anySubject, (programme, subject) => {
        for (const each of assessEligibility(programme, subject, asOf).changes) {
          if (each.kind !== 'birthday' && each.kind !== 'wait') continue;
          const resultOn = (date: CalendarDate) =>
            assessEligibility(programme, subject, date)
              .paths.find(({ id }) => id === each.path)
              ?.criteria.find(({ criterion }) => criterion === each.criterion)?.result;
          expect(each.on > asOf).toBe(true);
          expect(resultOn(each.on)).toBe(each.makes);
          expect(resultOn(addDays(each.on, -1))).toBe(resultOn(asOf));
        }
      }),
    );
  });

  test('a person too young learns from which birthday on', () => {
    const young = { ...worker, birthDate: day('2004-03-02'), facts: { ...worker.facts, educationIsced: 2 } };
    const { outcome, changes } = assessEligibility(getProgramme('KK'), young, asOf);
    expect(outcome).toBe('not-eligible');
    expect(changes).toContainEqual({
      kind: 'birthday',
      path: 'young',
      criterion: 'age',
      on: '2022-03-02',
      makes: true,
    });
  });

  test('a qualified person learns that the 50th birthday opens the programme', () => {
    const qualified = { ...worker, facts: { ...worker.facts, educationIsced: 7 } };
    expect(assessEligibility(getProgramme('KK'), qualified, asOf).changes).toEqual([
      { kind: 'birthday', path: 'adult', criterion: 'qualification', on: '2035-05-05', makes: true },
    ]);
  });

  test('a returnee learns the last day, a missing fact is asked for, work is to be proved, a second admission never comes', () => {
    const facts = { ...unknownFacts, labourStatus: 'inactive' as const, returnedOn: day('2021-10-20') };
    const returnee = { ...worker, facts: { ...facts, abroadFrom: day('2020-01-01') } };
    expect(assessEligibility(getProgramme('NSM'), returnee, asOf).changes).toEqual([
      { kind: 'provide', path: 'returnee', fact: 'abroadTo' },
      { kind: 'wait', path: 'returnee', criterion: 'returned-recently', on: '2022-10-21', makes: false },
    ]);
    const jobless = { ...worker, facts: { ...worker.facts, labourStatus: 'inactive' as const } };
    expect(assessEligibility(getProgramme('KK'), jobless, asOf).changes).toContainEqual({
      kind: 'fulfil',
      path: 'adult',
      criterion: 'work',
    });
    expect(assessEligibility(getProgramme('KK'), { ...worker, admittedBefore: true }, asOf).changes).toContainEqual({
      kind: 'never',
      path: 'adult',
      criterion: 'admission-once',
    });
  });
});

test('"over 50" can be set to begin the day after the birthday', () => {
  const kk = getProgramme('KK');
  const text = JSON.stringify(kk.criteria['qualification-adult']).replace('on-birthday', 'day-after');
  const strict = { ...kk, criteria: { ...kk.criteria, 'qualification-adult': JSON.parse(text) } };
  const qualified = { ...worker, birthDate: day('1972-03-01'), facts: { ...worker.facts, educationIsced: 7 } };
  expect(assessEligibility(kk, qualified, asOf).outcome).toBe('eligible');
  expect(assessEligibility(strict, qualified, asOf).outcome).toBe('not-eligible');
  expect(assessEligibility(strict, qualified, addDays(asOf, 1)).outcome).toBe('eligible');
});

test('whoever does not fit one programme is shown those that fit, and those that may', () => {
  const { birthDate, facts } = worker;
  const codes = (admittedTo: string[]) =>
    otherProgrammesThatFit(shippedProgrammes, { birthDate, facts, admittedTo }, asOf).map((each) => each.programme);
  expect(codes([])).toEqual(['KK', 'MPK']);
  expect(codes(['KK'])).toEqual(['MPK']);
  const unsure = { birthDate, admittedTo: ['KK'], facts: { ...facts, labourStatus: null } };
  expect(otherProgrammesThatFit(shippedProgrammes, unsure, asOf)).toContainEqual({
    programme: 'MPK',
    path: 'working',
    outcome: 'incomplete',
    missing: ['labourStatus'],
  });
});
