import { type Answer, granted, refused } from './answer.ts';
import { type CalendarDate, findDateOf } from './calendar.ts';
import type { Sex } from './vocabulary.ts';

const peselFaults = ['length', 'digits', 'checksum', 'date'] as const;
export type PeselFault = (typeof peselFaults)[number];

export interface PeselContent {
  readonly birthDate: CalendarDate;
  readonly sex: Sex;
}

const peselLength = 11;
const weights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1];
/** The month carries the century: 81–92 the 1800s, 01–12 the 1900s, 21–32 the 2000s and so on. */
const centuries = [1900, 2000, 2100, 2200, 1800];

/** Reads a PESEL; the fault is the first of length, digits, checksum, date. Source: Population Register Act, art. 15–16. */
export function parsePesel(text: string): Answer<PeselContent, PeselFault> {
  if (text.length !== peselLength) return refused('length');
  if (!/^\d+$/.test(text)) return refused('digits');
  if (weightedSum(text) % 10 !== 0) return refused('checksum');
  const birthDate = birthDateIn(text);
  if (birthDate === undefined) return refused('date');
  return granted({ birthDate, sex: Number(text[9]) % 2 === 1 ? 'male' : 'female' });
}

function weightedSum(text: string): number {
  return weights.reduce((sum, weight, place) => sum + weight * Number(text[place]), 0);
}

function birthDateIn(text: string): CalendarDate | undefined {
  const coded = Number(text.slice(2, 4));
  const century = centuries[Math.floor(coded / 20)] ?? 0;
  return findDateOf(century + Number(text.slice(0, 2)), coded % 20, Number(text.slice(4, 6)));
}
