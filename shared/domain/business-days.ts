// Business days in Poland: Monday to Friday less the public holidays (Act of 18 January 1951 on days off work).
import { addDays, type CalendarDate, toCalendarDate, weekdayOf, yearOf } from './calendar.ts';

/** [month and day, first year]; 0 where it was free long before any programme. */
const fixedHolidays: readonly (readonly [string, number])[] = [
  ['01-01', 0],
  ['01-06', 2011],
  ['05-01', 0],
  ['05-03', 0],
  ['08-15', 0],
  ['11-01', 0],
  ['11-11', 0],
  ['12-24', 2025],
  ['12-25', 0],
  ['12-26', 0],
];

/** The centenary of independence fell on a Sunday; the Monday after it was free, once (Act of 7 November 2018). */
const singleHolidays = ['2018-11-12'];

/** Days after Easter Sunday: Easter, Easter Monday, Pentecost, Corpus Christi. */
const movableHolidays = [0, 1, 49, 60];

export function listHolidays(year: number): CalendarDate[] {
  const written = String(year).padStart(4, '0');
  const easter = easterSunday(year);
  const fixed = fixedHolidays.filter(([, since]) => year >= since).map(([day]) => toCalendarDate(`${written}-${day}`));
  const single = singleHolidays.filter((day) => day.startsWith(written)).map(toCalendarDate);
  return [...fixed, ...single, ...movableHolidays.map((days) => addDays(easter, days))].sort();
}

export function isBusinessDay(date: CalendarDate): boolean {
  return weekdayOf(date) <= 5 && !listHolidays(yearOf(date)).includes(date);
}

/** The n-th business day after a date; the day after it is the first candidate. With n = 0 the date itself. */
export function addBusinessDays(date: CalendarDate, count: number): CalendarDate {
  let day = date;
  for (let counted = 0; counted < count; ) {
    day = addDays(day, 1);
    if (isBusinessDay(day)) counted += 1;
  }
  return day;
}

/** Gregorian computus (Meeus, Jones, Butcher); the letters are those of the published algorithm. */
function easterSunday(year: number): CalendarDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const marchDays = h + l - 7 * m + 22;
  return addDays(toCalendarDate(`${String(year).padStart(4, '0')}-03-01`), marchDays - 1);
}
