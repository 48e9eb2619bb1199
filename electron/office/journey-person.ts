// The person behind an application's row, as the front desk would register one.
import { type PersonInput, personInput } from '../../shared/contract/people.ts';
import type { ApplicationRow } from './applications.ts';
import { complainAbout } from './csv.ts';

/** For a name that the file leaves empty. */
const unnamed = '(nie podano)';

/** Reads the people of one file; throws Unusable for what a register of people cannot hold. */
export function createPersonReader(path: string): (line: number, row: ApplicationRow) => PersonInput {
  const documents = new Map<string, string>();
  return (line, row) => {
    const read = personInput.safeParse(toPerson(row, documents));
    if (read.success) return read.data;
    const field = read.error.issues[0]?.path.join('.') ?? '';
    throw complainAbout(path, line, `column ${columnOf[field] ?? field}: cannot be registered as it stands`);
  };
}

const columnOf: Readonly<Record<string, string>> = {
  firstName: 'first_name',
  lastName: 'last_name',
  'identity.number': 'other_document',
  'identity.country': 'other_document',
};

function toPerson(row: ApplicationRow, documents: Map<string, string>) {
  const identity = row.pesel === null ? toDocument(row, documents) : { kind: 'pesel', pesel: row.pesel };
  return {
    identity,
    firstName: row.first_name ?? unnamed,
    lastName: row.last_name ?? unnamed,
    citizenship: row.legal_stay === 'polish' ? 'PL' : null,
    address: { teryt: row.residence_teryt, town: '', street: '', building: '', flat: '', postalCode: '' },
    phone: '',
    email: '',
    educationIsced: row.education_isced,
    labourStatus: row.labour_status,
    occupation: '',
    employer: '',
  };
}

/**
 * "paszport UA, FE 523902" becomes a passport of UA with that number. Two documents written differently stay two: the
 * second keeps its text as its number. Unknown is other, of XX (ISO 3166: user-assigned).
 */
function toDocument({ other_document: text, birth_date: birthDate, sex }: ApplicationRow, seen: Map<string, string>) {
  const written = text ?? '';
  const parsed = { kind: 'document', ...readDocument(written), birthDate, sex };
  const key = JSON.stringify(parsed);
  const earlier = seen.get(key) ?? written;
  seen.set(key, earlier);
  return earlier === written ? parsed : { ...parsed, documentType: 'other', country: 'XX', number: written };
}

const documentTypes = [
  ['passport', /^(paszport|passport)\b/i],
  ['residence-card', /^karta pobytu\b/i],
  ['identity-card', /^(dowód( osobisty)?|identity card|id card)\b/i],
] as const;

function readDocument(text: string): { documentType: string; country: string; number: string } {
  const [documentType, word] = documentTypes.find(([, pattern]) => pattern.test(text)) ?? ['other', /^/];
  const [, country, number] = /^\s*([A-Z]{2})[\s,:]+(.{3,40})$/.exec(text.replace(word, '')) ?? [];
  if (country === undefined || number === undefined) return { documentType, country: 'XX', number: text };
  return { documentType, country, number: number.trim() };
}
