// applications.csv: what applicants stated, one application a row.
import type { StatedIdentity } from '../../shared/domain/identity.ts';
import type { ApplicantFacts, FactName } from '../../shared/domain/subject.ts';
import {
  disabilityAnswers,
  labourStatuses,
  legalStays,
  placeLinks,
  sexes,
  yesNo,
} from '../../shared/domain/vocabulary.ts';
import { digits, freeText, keyText, oneOf, optional, optionalDate, wholeNumber } from './columns.ts';
import { checkUnique, type Numbered, type Row, readTable } from './csv.ts';
import { installedProgrammes } from './installed-rules.ts';

/** The column `programme` of every file: a code that has a rule file. */
export const programmeColumn = oneOf(installedProgrammes().map(({ programme }) => programme.code));

const columns = {
  application_no: keyText,
  submitted_on: optionalDate,
  programme: programmeColumn,
  first_name: freeText,
  last_name: freeText,
  pesel: freeText,
  other_document: freeText,
  birth_date: optionalDate,
  sex: optional(oneOf(sexes)),
  legal_stay: optional(oneOf(legalStays)),
  polish_language: optional(oneOf(yesNo)),
  residence_teryt: optional(digits(7)),
  place_link: optional(oneOf(placeLinks)),
  labour_status: optional(oneOf(labourStatuses)),
  education_isced: optional(isced()),
  disability: optional(oneOf(disabilityAnswers)),
  kk_balance_on: optionalDate,
  abroad_from: optionalDate,
  abroad_to: optionalDate,
  returned_on: optionalDate,
};
export type ApplicationRow = Row<typeof columns>;

/** The column in which each fact stands. */
export const columnOfFact: Readonly<Record<FactName, string>> = {
  legalStay: 'legal_stay',
  polishLanguage: 'polish_language',
  placeLink: 'place_link',
  labourStatus: 'labour_status',
  educationIsced: 'education_isced',
  disability: 'disability',
  kkBalanceOn: 'kk_balance_on',
  abroadFrom: 'abroad_from',
  abroadTo: 'abroad_to',
  returnedOn: 'returned_on',
};

/** Throws Unusable, naming file, line and column. */
export function readApplications(path: string): Numbered<ApplicationRow>[] {
  const rows = readTable(path, columns);
  const keys = rows.map(({ line, row }) => ({ line, key: row.application_no }));
  checkUnique(path, 'application_no', keys);
  return rows;
}

export function toIdentity(row: ApplicationRow): StatedIdentity {
  return { pesel: row.pesel, otherDocument: row.other_document, birthDate: row.birth_date, sex: row.sex };
}

export function toFacts(row: ApplicationRow): ApplicantFacts {
  return {
    legalStay: row.legal_stay,
    polishLanguage: row.polish_language,
    placeLink: row.place_link,
    labourStatus: row.labour_status,
    educationIsced: row.education_isced,
    disability: row.disability,
    kkBalanceOn: row.kk_balance_on,
    abroadFrom: row.abroad_from,
    abroadTo: row.abroad_to,
    returnedOn: row.returned_on,
  };
}

/** A level of the classification is one digit: "03" is none. */
function isced() {
  const level = wholeNumber(0, 8);
  return { ...level, read: (text: string) => (text.length === 1 ? level.read(text) : undefined) };
}
