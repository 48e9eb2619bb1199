// Courses and exams that nobody offers, at prices that somebody might ask.
import type { Order } from '../../shared/contract/vouchers.ts';
import type { CalendarDate } from '../../shared/domain/calendar.ts';
import type { Chance } from './fictional-chance.ts';

type Offer = Omit<Order, 'on' | 'providerName' | 'burNumber' | 'zrk'>;

/** Two of any of these fit a person's pool. */
const offers: Readonly<Record<'KK' | 'KKZ', readonly Offer[]>> = {
  KK: [
    course('language', 'group', { hours: 40, priceGrosze: 2_500, courseName: 'Język angielski, poziom A2' }),
    course('language', 'pair', { hours: 60, priceGrosze: 1_450, courseName: 'Język niemiecki w opiece' }),
    course('it', 'group', { hours: 30, priceGrosze: 4_000, courseName: 'Arkusz kalkulacyjny w biurze' }),
    course('it', 'individual', { hours: 20, priceGrosze: 4_350, courseName: 'Podstawy obsługi komputera' }),
    course('driving-a-b', 'individual', { hours: 30, priceGrosze: 8_000, courseName: 'Prawo jazdy kategorii B' }),
    course('driving-c', 'individual', { hours: 20, priceGrosze: 9_500, courseName: 'Prawo jazdy kategorii C' }),
    course('other', 'group', { hours: 24, priceGrosze: 6_000, courseName: 'Spawanie metodą MAG' }),
    course('other', 'group', { hours: 16, priceGrosze: 3_900, courseName: 'Opiekun osób starszych' }),
    exam('driving-a-b', 40_000, 'Egzamin na prawo jazdy kategorii B'),
    exam('language', 55_000, 'Egzamin z języka angielskiego'),
  ],
  KKZ: [
    course('sector-1', 'group', { hours: 50, priceGrosze: 3_800, courseName: 'Kadry i płace' }),
    course('sector-3', 'group', { hours: 40, priceGrosze: 4_500, courseName: 'Uprawnienia elektryczne do 1 kV' }),
    course('sector-4', 'group', { hours: 48, priceGrosze: 5_200, courseName: 'Operator obrabiarek CNC' }),
    course('sector-6', 'group', { hours: 36, priceGrosze: 2_900, courseName: 'Kuchnia regionalna' }),
    course('sector-7', 'group', { hours: 50, priceGrosze: 4_100, courseName: 'Opiekun medyczny, moduł praktyczny' }),
    exam('sector-4', 90_000, 'Egzamin zawodowy, obsługa obrabiarek'),
  ],
};

const providers = [
  'Centrum Szkoleń Jura',
  'Akademia Umiejętności Srebrna Góra',
  'Ośrodek Kursów Rabsztyn',
  'Szkoła Pod Basztą',
];

export function makeOrder(chance: Chance, programme: 'KK' | 'KKZ', on: CalendarDate): Order {
  const number = String(chance.whole(1, 99_999)).padStart(6, '0');
  const burNumber = `2026/01/${number}/0000001`;
  return { ...chance.pick(offers[programme]), zrk: 'no', on, providerName: chance.pick(providers), burNumber };
}

function course(
  category: string,
  mode: Order['mode'],
  details: { hours: number; priceGrosze: number; courseName: string },
): Offer {
  return { kind: 'course', category, mode, ...details };
}

function exam(category: string, priceGrosze: number, courseName: string): Offer {
  return { kind: 'exam', category, mode: null, hours: null, priceGrosze, courseName };
}
