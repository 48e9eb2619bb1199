import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addBusinessDays, isBusinessDay, listHolidays } from '../../../shared/domain/business-days.ts';
import {
  addDays,
  addMonths,
  ageOn,
  birthdayOf,
  calendarDate,
  toCalendarDate as day,
  findCalendarDate,
  weekdayOf,
} from '../../../shared/domain/calendar.ts';

const anyDay = fc
  .integer({ min: 0, max: 120_000 })
  .map((days) => day(new Date(Date.UTC(1850, 0, 1) + days * 86_400_000).toISOString().slice(0, 10)));

describe('calendar dates', () => {
  test.each([
    '2023-02-29',
    '1900-02-29',
    '2022-13-01',
    '2022-00-10',
    '2022-04-31',
    '0000-01-01',
    '2022-1-1',
    ' 2022-01-01',
  ])('%s is no date', (text) => expect(findCalendarDate(text)).toBeUndefined());

  test('a text names a date exactly where the schema says so', () => {
    const part = fc.nat(40).map((number) => String(number).padStart(2, '0'));
    const dateLike = fc.tuple(fc.constantFrom('0000', '1900', '2000', '2023', '2024'), part, part);
    const anyText = fc.oneof(
      fc.string(),
      dateLike.map((parts) => parts.join('-')),
      anyDay.map((date) => `${date}\n`),
    );
    fc.assert(
      fc.property(fc.oneof(anyText, anyDay), (text) => {
        expect(findCalendarDate(text)).toBe(calendarDate.safeParse(text).data);
      }),
    );
  });

  test("months are clamped to the month's last day", () => {
    expect(addMonths(day('2021-08-31'), 6)).toBe('2022-02-28');
    expect(addMonths(day('2019-08-31'), 6)).toBe('2020-02-29');
    expect(addMonths(day('2022-03-31'), -1)).toBe('2022-02-28');
    expect(addMonths(day('9999-12-01'), 6)).toBe('9999-12-31');
  });

  test('days are counted as the platform counts them, over every leap day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (date, days) => {
        const expected = new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
        expect(addDays(date, days)).toBe(expected);
        expect(addDays(addDays(date, days), -days)).toBe(date);
      }),
    );
  });

  test('a year of age is completed at the start of the birthday, on 28 February for those born on the 29th', () => {
    expect(ageOn(day('1997-03-01'), day('2022-02-28'))).toBe(24);
    expect(ageOn(day('1997-03-01'), day('2022-03-01'))).toBe(25);
    expect(ageOn(day('2004-02-29'), day('2022-02-27'))).toBe(17);
    expect(ageOn(day('2004-02-29'), day('2022-02-28'))).toBe(18);
    expect(ageOn(day('2004-02-29'), day('2024-02-28'))).toBe(19);
    expect(ageOn(day('2004-02-29'), day('2024-02-29'))).toBe(20);
    expect(ageOn(day('2022-03-01'), day('2022-03-01'))).toBe(0);
  });

  test('age grows by one on every birthday and on no other day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 110 }), (birthDate, years) => {
        const birthday = birthdayOf(birthDate, years);
        expect(ageOn(birthDate, birthday)).toBe(years);
        expect(ageOn(birthDate, addDays(birthday, -1))).toBe(years - 1);
      }),
    );
  });
});

describe('business days', () => {
  test.each([
    [2018, ['2018-04-01', '2018-04-02', '2018-05-20', '2018-05-31', '2018-11-12']],
    [2019, ['2019-04-21', '2019-04-22', '2019-06-09', '2019-06-20']],
    [2022, ['2022-04-17', '2022-04-18', '2022-06-05', '2022-06-16']],
    [2024, ['2024-03-31', '2024-04-01', '2024-05-19', '2024-05-30']],
    [2025, ['2025-04-20', '2025-04-21', '2025-06-08', '2025-06-19', '2025-12-24']],
    [2038, ['2038-04-25', '2038-04-26', '2038-06-13', '2038-06-24', '2038-12-24']],
  ])('%i has these movable and special holidays', (year, special) => {
    const fixed = ['01-01', '01-06', '05-01', '05-03', '08-15', '11-01', '11-11', '12-25', '12-26'];
    expect(listHolidays(year)).toEqual([...special, ...fixed.map((each) => `${year}-${each}`)].sort());
  });

  test('the Monday after the centenary was free once, Christmas Eve is free since 2025, Epiphany since 2011', () => {
    expect(isBusinessDay(day('2018-11-12'))).toBe(false);
    expect(isBusinessDay(day('2019-11-12'))).toBe(true);
    expect(isBusinessDay(day('2024-12-24'))).toBe(true);
    expect(isBusinessDay(day('2025-12-24'))).toBe(false);
    expect(isBusinessDay(day('2010-01-06'))).toBe(true);
  });

  test('the day after is the first business day', () => {
    expect(addBusinessDays(day('2022-03-01'), 1)).toBe('2022-03-02');
    expect(addBusinessDays(day('2022-03-04'), 1)).toBe('2022-03-07');
    expect(addBusinessDays(day('2018-10-31'), 14)).toBe('2018-11-22');
    expect(addBusinessDays(day('2025-12-19'), 3)).toBe('2025-12-29');
  });

  test('between a day and its n-th business day lie exactly n of them', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 40 }), (date, count) => {
        const end = addBusinessDays(date, count);
        let counted = 0;
        for (let each = addDays(date, 1); each <= end; each = addDays(each, 1)) counted += isBusinessDay(each) ? 1 : 0;
        expect(counted).toBe(count);
        expect(weekdayOf(end)).toBeLessThanOrEqual(5);
      }),
      { numRuns: 30 },
    );
  });
});
