// Who may already be the person about to be registered: asked before a second file for the same person is made.
import type { CalendarDate } from '../../shared/domain/calendar.ts';
import type { ReadDatabase } from './connection.ts';
import type { Hit } from './people-search.ts';
import { documentKey, nameKey, nameWords, sortName } from './person-keys.ts';

export type Newcomer = {
  readonly firstName: string;
  readonly lastName: string;
  readonly pesel: string;
  readonly documentNumber: string;
  readonly birthDate: CalendarDate | null;
};

const candidateCap = 20;
const looked = 200;
const similarLetters = 3;

type Named = { readonly id: string; readonly name: string; readonly birthDate: string };
const named = 'SELECT p.id, p.sort_name AS name, p.birth_date AS birthDate FROM';

/** The likeliest first: the same number, then the same names and birth date, then what a slip could have made of them. */
export function listLikelyPeople(db: ReadDatabase, newcomer: Newcomer): Hit[] {
  const hits = new Map<string, Hit>();
  const keep = (rows: readonly { id: string }[], matchedBy: Hit['matchedBy']) => {
    for (const { id } of rows) if (!hits.has(id)) hits.set(id, { id, matchedBy });
  };
  const pesel = newcomer.pesel.replace(/[\s-]/g, '');
  const document = documentKey(newcomer.documentNumber);
  if (pesel !== '') keep(db.all('SELECT id FROM person WHERE pesel = :pesel', { pesel }), 'pesel');
  if (document !== '') {
    keep(db.all('SELECT id FROM person WHERE document_number = :document LIMIT 20', { document }), 'document');
  }
  keep(listSimilarNames(db, newcomer), 'name');
  return [...hits.values()].slice(0, candidateCap);
}

function listSimilarNames(db: ReadDatabase, { firstName, lastName, birthDate }: Newcomer): Named[] {
  if (nameKey(lastName) === '') return [];
  const name = sortName(firstName, lastName).trim();
  const rows = [
    ...listSameNames(db, [name, sortName(lastName, firstName).trim()]),
    ...(birthDate === null ? [] : listBornOn(db, birthDate)),
    ...listSameBeginnings(db, firstName, lastName),
  ];
  const unique = [...new Map(rows.map((row) => [row.id, row])).values()];
  return unique
    .map((row) => ({ row, distance: distanceOf(row, { name, birthDate, swapped: sortName(lastName, firstName) }) }))
    .filter(({ distance }) => distance <= similarLetters)
    .sort((left, right) => left.distance - right.distance)
    .map(({ row }) => row);
}

function listSameNames(db: ReadDatabase, names: readonly string[]): Named[] {
  return names.flatMap((name) =>
    db.all<Named>(`${named} person p WHERE p.sort_name = :name LIMIT :looked`, { name, looked }),
  );
}

function listBornOn(db: ReadDatabase, birthDate: CalendarDate): Named[] {
  return db.all<Named>(`${named} person p WHERE p.birth_date = :birthDate LIMIT :looked`, { birthDate, looked });
}

/** Three letters of each word: most slips come later in a word. */
function listSameBeginnings(db: ReadDatabase, firstName: string, lastName: string): Named[] {
  const words = [...nameWords(lastName).slice(0, 1), ...nameWords(firstName).slice(0, 1)];
  if (words.length < 2) return [];
  const match = words.map((word) => `"${word.slice(0, 3)}"*`).join(' AND ');
  return db.all<Named>(
    `${named} person_search s CROSS JOIN person p ON p.search_row = s.rowid
     WHERE person_search MATCH :match LIMIT :looked`,
    { match, looked },
  );
}

type Sought = { readonly name: string; readonly swapped: string; readonly birthDate: CalendarDate | null };

/** Letters that differ; another birth date weighs as two of them, an unknown one as none. */
function distanceOf(row: Named, { name, swapped, birthDate }: Sought): number {
  const letters = Math.min(lettersBetween(row.name, name), lettersBetween(row.name, swapped));
  return letters + (birthDate === null || row.birthDate === birthDate ? 0 : 2);
}

/** Levenshtein's distance; whole words apart are not worth the counting. */
function lettersBetween(left: string, right: string): number {
  if (Math.abs(left.length - right.length) > similarLetters) return Number.POSITIVE_INFINITY;
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (const [row, letter] of [...left].entries()) {
    const current = [row + 1];
    for (let column = 1; column <= right.length; column += 1) {
      const changed = (previous[column - 1] ?? 0) + (letter === right[column - 1] ? 0 : 1);
      current.push(Math.min(changed, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
