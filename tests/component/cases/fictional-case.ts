import type { CaseFacts, CaseRecord, Decision } from '../../../shared/contract/cases.ts';
import { toCalendarDate } from '../../../shared/domain/calendar.ts';
import { assessEligibility } from '../../../shared/domain/eligibility.ts';
import { day, idOf, rules, userId } from './fake-core.ts';

export const asOf = toCalendarDate('2026-11-22');
const birthDate = toCalendarDate('1990-05-14');

export const fullFacts: CaseFacts = {
  legalStay: 'polish',
  polishLanguage: 'yes',
  placeLink: 'lives',
  labourStatus: 'employment-contract',
  educationIsced: 3,
  disability: 'no',
  kkBalanceOn: null,
  abroadFrom: null,
  abroadTo: null,
  returnedOn: null,
};

/** A case of a person who does not exist. */
export function fictionalCase(part: Partial<CaseRecord> = {}): CaseRecord {
  return {
    id: idOf(10),
    number: 'KK/1212/2026/A00001',
    applicationNumber: '',
    programme: 'KK',
    submittedOn: toCalendarDate('2026-11-09'),
    stage: 'application',
    facts: fullFacts,
    person: {
      personId: idOf(11),
      firstName: 'Jan',
      lastName: 'Zmyślony',
      pesel: '90051400013',
      documentNumber: null,
      birthDate,
      sex: 'male',
      age: 36,
      municipality: 'Olkusz',
      phone: '190 000 000',
    },
    decision: null,
    createdAt: day,
    version: 1,
    ...part,
  };
}

export const assessKk = (facts: CaseFacts) =>
  assessEligibility(rules.kk, { birthDate, facts, admittedBefore: false }, asOf);

export const fictionalDecision = (facts: CaseFacts = fullFacts): Decision => ({
  id: idOf(12),
  programme: 'KK',
  ruleSetHash: 'a'.repeat(64),
  ruleSetVersion: rules.kk.ruleSetVersion,
  asOf,
  inputs: {},
  assessment: assessKk(facts),
  note: 'Sprawdzono dokumenty.',
  decidedBy: userId,
  decidedAt: day,
});
