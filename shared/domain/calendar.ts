// Calendar dates without a time zone: 'YYYY-MM-DD', years 0001 to 9999, so that text order is time order.
import { z } from 'zod';

const form = /^\d{4}-\d{2}-\d{2}$/;

/** Accepts only days that exist: '2023-02-29' is refused. */
export const calendarDate = z.string().regex(form).refine(exists, { error: 'no such day' }).brand<'CalendarDate'>();
export type CalendarDate = z.infer<typeof calendarDate>;

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const dayMs = 86_400_000;
const lastYear = 9999;
const firstMs = epochMs({ year: 1, month: 1, day: 1 });
const lastMs = epochMs({ year: lastYear, month: 12, day: 31 });

/** The date that a text names, or undefined when it names none. */
export function findCalendarDate(text: string): CalendarDate | undefined {
  return isCalendarDate(text) ? text : undefined;
}

/** The date of a text that is known to be one; throws a RangeError for anything else. */
export function toCalendarDate(text: string): CalendarDate {
  const found = findCalendarDate(text);
  if (found === undefined) throw new RangeError('not a calendar date');
  return found;
}

/** The date of these parts (month 1 to 12), or undefined when there is no such day. */
export function findDateOf(year: number, month: number, day: number): CalendarDate | undefined {
  return findCalendarDate(written({ year, month, day }));
}

/** The year of a date. */
export function yearOf(date: CalendarDate): number {
  return partsOf(date).year;
}

/** ISO day of the week: 1 Monday to 7 Sunday. */
export function weekdayOf(date: CalendarDate): number {
  return new Date(epochMs(partsOf(date))).getUTCDay() || 7;
}

/** Calendar days, clamped to the first and the last day that can be written. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  const moved = new Date(Math.min(Math.max(epochMs(partsOf(date)) + days * dayMs, firstMs), lastMs));
  return toCalendarDate(
    written({ year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() }),
  );
}

/** Calendar months, clamped to the month's last day: 31 August + 6 = 28 (or 29) February. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const { year, month, day } = partsOf(date);
  const counted = year * 12 + (month - 1) + months;
  const target = { year: Math.floor(counted / 12), month: (((counted % 12) + 12) % 12) + 1 };
  if (target.year > lastYear) return toCalendarDate(`${lastYear}-12-31`);
  return toCalendarDate(written({ ...target, day: Math.min(day, lengthOfMonth(target.year, target.month)) }));
}

/** The day at whose start a person completes this many years (Civil Code, art. 112); 29 February becomes the 28th. */
export function birthdayOf(birthDate: CalendarDate, years: number): CalendarDate {
  return addMonths(birthDate, years * 12);
}

/** Whole years completed on a day; negative before birth. */
export function ageOn(birthDate: CalendarDate, on: CalendarDate): number {
  const years = yearOf(on) - yearOf(birthDate);
  return on < birthdayOf(birthDate, years) ? years - 1 : years;
}

/** The schema's own two questions, without what it does to say no: a birth date stands in every PESEL that is read. */
function isCalendarDate(text: string): text is CalendarDate {
  return form.test(text) && exists(text);
}

function exists(text: string): boolean {
  const { year, month, day } = partsOf(text);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= lengthOfMonth(year, month);
}

function partsOf(text: string): Parts {
  return { year: Number(text.slice(0, 4)), month: Number(text.slice(5, 7)), day: Number(text.slice(8, 10)) };
}

function written({ year, month, day }: Parts): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

function lengthOfMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Date.UTC takes years below 100 for the 1900s, hence setUTCFullYear. */
function epochMs({ year, month, day }: Parts): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}
