// Finding people by whatever a clerk types: parts of names in any order, PESEL, document, case number or phone.
import type { PersonRow } from '../../shared/contract/people.ts';
import type { Parameters, ReadDatabase } from './connection.ts';
import { documentKey, nameKey, nameWords, phoneKey } from './person-keys.ts';

type MatchedBy = NonNullable<PersonRow['matchedBy']>;
export type Hit = { readonly id: string; readonly matchedBy: MatchedBy };
export type Hits = { readonly hits: readonly Hit[]; readonly capped: boolean };

/** More than a person reads: beyond it the clerk types another letter. */
const hitCap = 400;
const shortestNumber = 3;
/** Sorts after every letter: the end of a prefix's range. */
const lastLetter = '\u{10FFFF}';

type Found = { readonly id: string; readonly name: string };
type Matcher = { readonly matchedBy: MatchedBy; readonly sql: string; readonly parameters: Parameters };

const found = 'SELECT p.id, p.sort_name AS name FROM';
const byPesel = `${found} person p WHERE p.pesel >= :from AND p.pesel < :to LIMIT :limit`;
const byDocument = `${found} person p
  WHERE p.document_number IS NOT NULL AND p.document_number >= :from AND p.document_number < :to LIMIT :limit`;
const byPhone = `${found} person p
  WHERE p.phone_digits <> '' AND p.phone_digits >= :from AND p.phone_digits < :to LIMIT :limit`;
const byCaseNumber = `${found} person_case c CROSS JOIN person p ON p.id = c.person_id
  WHERE c.number >= :from AND c.number < :to LIMIT :limit`;
const byBeginning = `${found} person p
  WHERE p.sort_name >= :from AND p.sort_name < :to ORDER BY p.sort_name, p.id LIMIT :limit`;
const byWords = `${found} person_search s CROSS JOIN person p ON p.search_row = s.rowid
  WHERE person_search MATCH :words LIMIT :limit`;

/** At most 400: numbers before names, last names before other parts of names, each by name. */
export function searchPeople(db: ReadDatabase, typed: string): Hits {
  const hits = new Map<string, Hit>();
  for (const { matchedBy, sql, parameters } of matchersFor(typed.trim())) {
    if (hits.size > hitCap) break;
    // One beyond the cap, so that "there are more" is known and not guessed.
    const rows = db.all<Found>(sql, { ...parameters, limit: hitCap + 1 });
    for (const { id } of rows.sort(byName)) {
      if (!hits.has(id)) hits.set(id, { id, matchedBy });
    }
  }
  return { hits: [...hits.values()].slice(0, hitCap), capped: hits.size > hitCap };
}

function byName(left: Found, right: Found): number {
  if (left.name !== right.name) return left.name < right.name ? -1 : 1;
  return left.id < right.id ? -1 : 1;
}

function matchersFor(text: string): Matcher[] {
  const hasLetters = /\p{L}/u.test(text);
  return [
    ...(hasLetters ? [] : numberMatchers(text)),
    ...documentMatchers(text),
    ...(hasLetters ? wordMatchers(text) : []),
  ];
}

function numberMatchers(text: string): Matcher[] {
  const digits = text.replace(/[\s-]/g, '');
  const phone = phoneKey(text);
  const isPesel = /^\d{3,11}$/.test(digits);
  const isPhone = /^[+\d\s()-]+$/.test(text) && phone.length >= shortestNumber;
  return [
    ...(isPesel ? [{ matchedBy: 'pesel', sql: byPesel, parameters: rangeOf(digits) } as const] : []),
    ...(isPhone ? [{ matchedBy: 'phone', sql: byPhone, parameters: rangeOf(phone) } as const] : []),
  ];
}

function documentMatchers(text: string): Matcher[] {
  const document = documentKey(text);
  const isNumber = /\d/.test(document) && document.length >= shortestNumber;
  return isNumber ? [{ matchedBy: 'document', sql: byDocument, parameters: rangeOf(document) }] : [];
}

function wordMatchers(text: string): Matcher[] {
  const caseNumber = text.toUpperCase().replace(/\s/g, '');
  const words = nameWords(text).map((word) => `"${word}"*`);
  return [
    ...(text.includes('/')
      ? [{ matchedBy: 'case-number', sql: byCaseNumber, parameters: rangeOf(caseNumber) } as const]
      : []),
    { matchedBy: 'name', sql: byBeginning, parameters: rangeOf(nameKey(text)) },
    { matchedBy: 'name', sql: byWords, parameters: { words: words.join(' AND ') } },
  ];
}

function rangeOf(prefix: string): Parameters {
  return { from: prefix, to: `${prefix}${lastLetter}` };
}
