// Which backups are kept: the last of each of seven days, four weeks and twelve months. Counted in days that have a
// backup, never from today, so that a clock set wrongly deletes nothing that a right one would keep.
import { addDays, type CalendarDate, weekdayOf } from './calendar.ts';

export type KeptBackup = {
  readonly name: string;
  readonly madeAt: string;
  /** The office's calendar day of `madeAt`. */
  readonly madeOn: CalendarDate;
};

const periods: readonly { readonly kept: number; readonly periodOf: (on: CalendarDate) => string }[] = [
  { kept: 7, periodOf: (on) => on },
  { kept: 4, periodOf: (on) => addDays(on, 1 - weekdayOf(on)) },
  { kept: 12, periodOf: (on) => on.slice(0, 7) },
];

/** The backups that nobody needs any more. `newest` was verified a moment ago and stays whatever its date says. */
export function listSurplusBackups(backups: readonly KeptBackup[], newest: string): string[] {
  const latestFirst = [...backups].sort((left, right) => (left.madeAt < right.madeAt ? 1 : -1));
  const kept = new Set([newest]);
  for (const { kept: most, periodOf } of periods) {
    const lastOf = new Map<string, string>();
    for (const { name, madeOn } of latestFirst) {
      const period = periodOf(madeOn);
      if (!lastOf.has(period)) lastOf.set(period, name);
    }
    for (const name of [...lastOf.values()].slice(0, most)) kept.add(name);
  }
  return latestFirst.map(({ name }) => name).filter((name) => !kept.has(name));
}

const hourMs = 3_600_000;

/** Whether the last good backup is too old, or from a future that a clock set back has left. */
export function isBackupDue(lastGoodAt: string | null, everyHours: number, now: string): boolean {
  if (lastGoodAt === null) return true;
  const ageMs = Date.parse(now) - Date.parse(lastGoodAt);
  return ageMs < 0 || ageMs >= everyHours * hourMs;
}
