// PESELs that could be: right date, sex and check digit, nobody's name. By chance one may be somebody's number.
import type { CalendarDate } from '../../shared/domain/calendar.ts';
import type { Sex } from '../../shared/domain/vocabulary.ts';
import type { Chance } from './fictional-chance.ts';

const weights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];
/** The month's offset tells the century. */
const offsets: Readonly<Record<string, number>> = { '18': 80, '19': 0, '20': 20, '21': 40, '22': 60 };

/** A PESEL of somebody born on a day, not among `taken`; it is added there. */
export function makePesel(
  chance: Chance,
  { birthDate, sex }: { readonly birthDate: CalendarDate; readonly sex: Sex },
  taken: Set<string>,
): string {
  for (;;) {
    const series = String(chance.whole(0, 999)).padStart(3, '0');
    const sexDigit = chance.whole(0, 4) * 2 + (sex === 'male' ? 1 : 0);
    const pesel = withCheckDigit(`${datePart(birthDate)}${series}${sexDigit}`);
    if (taken.has(pesel)) continue;
    taken.add(pesel);
    return pesel;
  }
}

function datePart(birthDate: CalendarDate): string {
  const month = Number(birthDate.slice(5, 7)) + (offsets[birthDate.slice(0, 2)] ?? 0);
  return `${birthDate.slice(2, 4)}${String(month).padStart(2, '0')}${birthDate.slice(8, 10)}`;
}

function withCheckDigit(ten: string): string {
  const sum = weights.reduce((total, weight, place) => total + weight * Number(ten[place]), 0);
  return `${ten}${(10 - (sum % 10)) % 10}`;
}
