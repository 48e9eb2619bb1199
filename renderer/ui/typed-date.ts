// What a typed date means, day first as it is written in Poland; pasted ISO dates are understood as well.

export type TypedDate =
  | { readonly kind: 'empty' }
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'no-such-month'; readonly month: number }
  | { readonly kind: 'no-such-day'; readonly lastDay: number }
  | { readonly kind: 'year-out-of-range'; readonly year: number };

const dayFirst = /^(\d{1,2})\s*[.,/\-\s]\s*(\d{1,2})\s*[.,/\-\s]\s*(\d{4})(?:\s*r\.?)?$/;
const eightDigits = /^(\d{2})(\d{2})(\d{4})$/;
const yearFirst = /^(\d{4})[.\-/](\d{1,2})[.\-/](\d{1,2})(?:T.*)?$/;
const onTheWay = /^[\d.,/\-\s]{1,10}$/;

const two = (part: number) => String(part).padStart(2, '0');
const lastDayOf = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

function toTypedDate(year: number, month: number, day: number): TypedDate {
  if (year < 1900 || year > 2200) return { kind: 'year-out-of-range', year };
  if (month < 1 || month > 12) return { kind: 'no-such-month', month };
  const lastDay = lastDayOf(year, month);
  if (day < 1 || day > lastDay) return { kind: 'no-such-day', lastDay };
  return { kind: 'date', date: `${year}-${two(month)}-${two(day)}` };
}

/** Reads `5.11.2026`, `05112026`, `5/11/2026`, `05.11.2026 r.` and pasted `2026-11-05`. */
export function readTypedDate(typed: string): TypedDate {
  const text = typed.trim();
  if (text === '') return { kind: 'empty' };
  const local = dayFirst.exec(text) ?? eightDigits.exec(text);
  if (local !== null) return toTypedDate(Number(local[3]), Number(local[2]), Number(local[1]));
  const iso = yearFirst.exec(text);
  if (iso !== null) return toTypedDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  return { kind: onTheWay.test(text) ? 'incomplete' : 'unreadable' };
}
