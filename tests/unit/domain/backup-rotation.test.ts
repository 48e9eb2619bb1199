import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBackupDue, type KeptBackup, listSurplusBackups } from '../../../shared/domain/backup-rotation.ts';
import { addDays, toCalendarDate } from '../../../shared/domain/calendar.ts';

const madeOn = (date: string, hour = '08'): KeptBackup => ({
  name: `biuro-${date}T${hour}00.teczka`,
  madeAt: `${date}T${hour}:00:00.000Z`,
  madeOn: toCalendarDate(date),
});

/** One a day for so many days, the last on 22 November 2026. */
const daily = (days: number): KeptBackup[] =>
  Array.from({ length: days }, (_, back) => madeOn(addDays(toCalendarDate('2026-11-22'), -back)));

function keptOf(backups: readonly KeptBackup[], newest = backups[0]?.name ?? ''): string[] {
  const surplus = new Set(listSurplusBackups(backups, newest));
  return backups.filter(({ name }) => !surplus.has(name)).map(({ madeOn: on }) => on);
}

describe('the rotation', () => {
  test('keeps everything while there are no more than seven days', () => {
    expect(listSurplusBackups(daily(7), daily(7)[0]?.name ?? '')).toEqual([]);
  });

  test('keeps of two years of days the last seven, the last of four weeks and the last of twelve months', () => {
    const lastSeven = daily(7).map(({ madeOn: on }) => on);
    // 22 November 2026 is a Sunday: the weeks before it end on the 15th, the 8th and the 1st.
    const weeks = ['2026-11-15', '2026-11-08', '2026-11-01'];
    const months = ['2026-10-31', '2026-09-30', '2026-08-31', '2026-07-31', '2026-06-30', '2026-05-31', '2026-04-30'];
    const winter = ['2026-03-31', '2026-02-28', '2026-01-31', '2025-12-31'];
    expect(keptOf(daily(730))).toEqual([...lastSeven, ...weeks, ...months, ...winter]);
  });

  test('keeps the last one of a day that has several', () => {
    const several = [madeOn('2026-11-22', '15'), madeOn('2026-11-22', '11'), madeOn('2026-11-22', '09')];
    expect(listSurplusBackups(several, several[0]?.name ?? '')).toEqual([several[1]?.name, several[2]?.name]);
  });

  test('counts days that have a backup: an office that was closed for a month loses nothing', () => {
    expect(keptOf([madeOn('2026-11-22'), ...daily(40).slice(34)])).toHaveLength(7);
  });

  test('keeps the one just made, though a clock set back dates it before all the others', () => {
    const [old, ...others] = [madeOn('2020-01-01'), ...daily(400)];
    expect(keptOf([old, ...others], old.name)).toContain('2020-01-01');
    expect(keptOf([old, ...others], others[0]?.name)).not.toContain('2020-01-01');
  });

  test('never takes the newest, and what it kept once it keeps when asked again', () => {
    const dates = fc.integer({ min: 0, max: 2000 }).map((back) => addDays(toCalendarDate('2026-11-22'), -back));
    fc.assert(
      fc.property(fc.uniqueArray(dates, { minLength: 1, maxLength: 80 }), fc.nat(), (days, chosen) => {
        const backups = days.map((date) => madeOn(date));
        const newest = backups[chosen % backups.length]?.name ?? '';
        const surplus = listSurplusBackups(backups, newest);
        expect(surplus).not.toContain(newest);
        expect(backups.length - surplus.length).toBeLessThanOrEqual(7 + 4 + 12 + 1);
        const left = backups.filter(({ name }) => !surplus.includes(name));
        expect(listSurplusBackups(left, newest)).toEqual([]);
      }),
    );
  });
});

describe('a backup is due', () => {
  const now = '2026-11-22T12:00:00.000Z';
  test.each([
    ['when there was none', null, true],
    ['when the last good one is a day old', '2026-11-21T12:00:00.000Z', true],
    ['not before', '2026-11-21T12:00:00.001Z', false],
    ['when the last one comes from a future that a clock set back has left', '2027-11-22T12:00:00.000Z', true],
  ])('%s', (_, lastGoodAt, isDue) => {
    expect(isBackupDue(lastGoodAt, 24, now)).toBe(isDue);
  });
});
