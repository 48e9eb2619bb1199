// Everything that a program cannot know by itself: the clock, ids, chance. Tests hand in a fixed one.
import { randomBytes } from 'node:crypto';
import { type CalendarDate, toCalendarDate } from '../../shared/domain/calendar.ts';

export type World = {
  /** ISO 8601 in UTC, milliseconds. */
  now(): string;
  /** The office's calendar day: Europe/Warsaw. */
  today(): CalendarDate;
  /** A new UUIDv7. */
  newId(): string;
  randomBytes(count: number): Uint8Array;
  /** Milliseconds of a clock that nobody can set: for idleness and waiting, never for dates. */
  elapsedMs(): number;
};

const warsawDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw' });
const hourMs = 3_600_000;

/** Formatting takes as long as reading a row: done once an hour, for Warsaw's days begin at a full hour of UTC. */
export function keepWarsawDay(): (milliseconds: number) => CalendarDate {
  let known: { readonly hour: number; readonly day: CalendarDate } | null = null;
  return (milliseconds) => {
    const hour = Math.floor(milliseconds / hourMs);
    if (known?.hour !== hour) known = { hour, day: toCalendarDate(warsawDay.format(milliseconds)) };
    return known.day;
  };
}

const toWarsawDay = keepWarsawDay();

/** UUIDv7 (RFC 9562): 48 bits of milliseconds, then chance. */
export function toUuidV7(milliseconds: number, chance: Uint8Array): string {
  const time = milliseconds.toString(16).padStart(12, '0');
  const hex = Buffer.from(chance).toString('hex');
  const variant = (8 + (Number.parseInt(hex.charAt(3), 16) % 4)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`;
}

export const realWorld: World = {
  now: () => new Date().toISOString(),
  today: () => toWarsawDay(Date.now()),
  newId: () => toUuidV7(Date.now(), randomBytes(10)),
  randomBytes: (count) => randomBytes(count),
  elapsedMs: () => performance.now(),
};
