// Any number of fictional people, the same ones each time: for plans, limits and measured speed.

import type { World } from '../../electron/core/world.ts';
import type { CaseFile } from '../../electron/database/case-file.ts';
import { insertPerson } from '../../electron/database/people.ts';
import { parsePesel } from '../../shared/domain/pesel.ts';
import { nobody } from './people.ts';

const firstNames =
  'Anna Maria Katarzyna Małgorzata Agnieszka Krystyna Ewa Elżbieta Jan Andrzej Piotr Stanisław Łukasz'.split(' ');
const lastNames = 'Nowak Kowalska Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Woźniak Źdźbło Ćwik'.split(
  ' ',
);
const syllables = 'ba be bo da do ka ko la lo ma mo na no pa po ra ro sa so ta to wa wo za zo gru szcz sta wla'.split(
  ' ',
);
const endings = ['ski', 'cki', 'czyk', 'ak', 'ska'];
const inOneTransaction = 1000;

/** Adds those with the ordinals from `from` on: others than those of another range. */
export function addManyPeople({ file, world }: { file: CaseFile; world: World }, count: number, from = 0): void {
  const end = from + count;
  for (let begun = from; begun < end; begun += inOneTransaction) {
    file.transaction((db) => {
      for (let ordinal = begun; ordinal < Math.min(begun + inOneTransaction, end); ordinal += 1) {
        const written = { id: world.newId(), createdAt: world.now(), device: file.device };
        insertPerson(db, { ...written, person: makePerson(ordinal) });
      }
    });
  }
}

function makePerson(ordinal: number) {
  const pesel = makePesel(ordinal);
  const content = parsePesel(pesel);
  if (!content.ok) throw new Error('a synthetic PESEL is right in form');
  return {
    ...nobody,
    ...content.value,
    identity: { kind: 'pesel', pesel } as const,
    firstName: pick(firstNames, ordinal, 1),
    lastName: makeLastName(ordinal),
    phone: String(600_000_000 + (scatter(ordinal, 2) % 100_000_000)),
  };
}

function makeLastName(ordinal: number): string {
  if (ordinal % 3 === 0) return pick(lastNames, ordinal, 3);
  const [first = '', ...rest] = `${pick(syllables, ordinal, 4)}${pick(syllables, ordinal, 5)}`;
  return `${first.toUpperCase()}${rest.join('')}${pick(syllables, ordinal, 6)}${pick(endings, ordinal, 7)}`;
}

/** A different one for each ordinal: 336 days a year, 60 years, 9 999 serials. */
function makePesel(ordinal: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const days = ordinal % (60 * 12 * 28);
  const serial = String(Math.floor(ordinal / (60 * 12 * 28)) * 7 + (scatter(ordinal, 8) % 7) + 1).padStart(4, '0');
  const head = `${two(40 + (days % 60))}${two(1 + (Math.floor(days / 60) % 12))}${two(1 + Math.floor(days / 720))}${serial}`;
  const weights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];
  const sum = [...head].reduce((total, digit, place) => total + Number(digit) * (weights[place] ?? 0), 0);
  return `${head}${(10 - (sum % 10)) % 10}`;
}

function pick(words: readonly string[], ordinal: number, salt: number): string {
  return words[scatter(ordinal, salt) % words.length] ?? '';
}

/** Looks like chance and is always the same. */
function scatter(ordinal: number, salt: number): number {
  let mixed = Math.imul(ordinal ^ Math.imul(salt, 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
