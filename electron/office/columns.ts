// The kinds of columns that the office command's CSV files have; an empty field is null where it may be unknown.
import { type CalendarDate, findCalendarDate } from '../../shared/domain/calendar.ts';
import type { Column } from './csv.ts';

/** Any text; empty is null. */
export const freeText: Column<string | null> = { read: (text) => text || null, expects: 'text' };

/** Any text but none. */
export const keyText: Column<string> = { read: (text) => text || undefined, expects: 'given' };

export const optionalDate: Column<CalendarDate | null> = optional({
  read: findCalendarDate,
  expects: 'a date that exists, as YYYY-MM-DD',
});

/** A whole number between two bounds. */
export function wholeNumber(least = Number.MIN_SAFE_INTEGER, most = Number.MAX_SAFE_INTEGER): Column<number> {
  return {
    read: (text) => {
      const number = /^-?\d+$/.test(text) ? Number(text) + 0 : Number.NaN;
      return number >= least && number <= most ? number : undefined;
    },
    expects: `a whole number from ${least} to ${most}`,
  };
}

/** One of a list. */
export function oneOf<const Value extends string>(values: readonly Value[]): Column<Value> {
  return { read: (text) => values.find((value) => value === text), expects: `one of ${values.join(', ')}` };
}

/** Digits, exactly so many. */
export function digits(count: number): Column<string> {
  return {
    read: (text) => (/^\d+$/.test(text) && text.length === count ? text : undefined),
    expects: `${count} digits`,
  };
}

/** The same column where an empty field means unknown. */
export function optional<Value>({ read, expects }: Column<Value>): Column<Value | null> {
  return { read: (text) => (text === '' ? null : read(text)), expects: `${expects}, or empty` };
}
