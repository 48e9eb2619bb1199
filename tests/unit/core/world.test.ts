import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keepWarsawDay } from '../../../electron/core/world.ts';

/** Warsaw is an hour ahead of UTC, two in summer: its midnights are at 23:00 or 22:00. */
const midnights = [Date.UTC(2026, 0, 31, 23), Date.UTC(2026, 5, 30, 22), Date.UTC(2027, 2, 28, 22)];
const minuteMs = 60_000;

test("the office's day is Warsaw's at every instant, however the clock moves", () => {
  const toDay = keepWarsawDay();
  const near = fc.tuple(fc.constantFrom(...midnights), fc.integer({ min: -90 * minuteMs, max: 90 * minuteMs }));
  const instant = fc.oneof(
    near.map(([midnight, away]) => midnight + away),
    fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }).map(Number),
  );
  const inWarsaw = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw' });
  fc.assert(
    fc.property(instant, (milliseconds) => {
      expect(toDay(milliseconds)).toBe(inWarsaw.format(milliseconds));
    }),
  );
});

test('the day turns with the first millisecond after midnight', () => {
  const toDay = keepWarsawDay();
  const days = midnights.map((midnight) => [toDay(midnight - 1), toDay(midnight)]);
  expect(days).toEqual([
    ['2026-01-31', '2026-02-01'],
    ['2026-06-30', '2026-07-01'],
    ['2027-03-28', '2027-03-29'],
  ]);
});
