import { describe, expect, test } from 'vitest';
import { matchesWords } from '../../../renderer/ui/fold.ts';
import { formatCount, formatDate, formatDateTime, formatMoney } from '../../../renderer/ui/format.ts';
import { estimateStrength } from '../../../renderer/ui/passphrase-strength.ts';
import { readTypedDate } from '../../../renderer/ui/typed-date.ts';
import { readTypedMoney, readTypedNumber } from '../../../renderer/ui/typed-number.ts';

describe('a typed date', () => {
  test.each([
    '5.11.2026',
    '05.11.2026',
    '05112026',
    '5/11/2026',
    '5-11-2026',
    '05.11.2026 r.',
    '2026-11-05',
    ' 5. 11. 2026 ',
  ])('%s is the fifth of November', (typed) =>
    expect(readTypedDate(typed)).toEqual({ kind: 'date', date: '2026-11-05' }),
  );

  test('the 29th of February exists in leap years only', () => {
    expect(readTypedDate('29.02.2028')).toEqual({ kind: 'date', date: '2028-02-29' });
    expect(readTypedDate('29.02.2026')).toEqual({ kind: 'no-such-day', lastDay: 28 });
  });

  test('what cannot be a date says why', () => {
    expect(readTypedDate('01.13.2026')).toEqual({ kind: 'no-such-month', month: 13 });
    expect(readTypedDate('01.01.0026')).toEqual({ kind: 'year-out-of-range', year: 26 });
    expect(readTypedDate('5.11')).toEqual({ kind: 'incomplete' });
    expect(readTypedDate('jutro')).toEqual({ kind: 'unreadable' });
    expect(readTypedDate('  ')).toEqual({ kind: 'empty' });
  });
});

describe('a typed amount', () => {
  test.each([
    ['1234,50', 123450],
    ['1 234,50 zł', 123450],
    ['1\u00a0234,5', 123450],
    ['1.234,50', 123450],
    ['1234.50', 123450],
    ['1234', 123400],
    ['0,1', 10],
    ['19,99', 1999],
  ])('%s is %d grosze', (typed, grosze) => expect(readTypedMoney(typed)).toBe(grosze));

  test('nothing typed is nothing, and words are no number', () => {
    expect(readTypedMoney(' ')).toBeNull();
    expect(readTypedMoney('dużo')).toBeNaN();
    expect(readTypedMoney('1,234')).toBeNaN();
    expect(readTypedNumber('12,5', 0)).toBeNaN();
    expect(readTypedNumber('-12,5', 1)).toBe(-12.5);
  });
});

describe('what is shown', () => {
  test('money is always grouped, with a space that does not break', () => {
    expect(formatMoney(123450)).toBe('1\u00a0234,50\u00a0zł');
    expect(formatCount(1234)).toBe('1\u00a0234');
  });

  test('dates are day first and instants follow the Warsaw clock', () => {
    expect(formatDate('2026-11-05')).toBe('05.11.2026');
    expect(formatDateTime('2026-07-01T12:32:00Z')).toBe('01.07.2026, 14:32');
    expect(formatDateTime('2026-12-31T23:30:00Z')).toBe('01.01.2027, 00:30');
  });
});

test('words match in any order and without diacritics', () => {
  expect(matchesWords('Źródłowska Łucja', 'lucja zrod')).toBe(true);
  expect(matchesWords('Źródłowska Łucja', 'lucja nowak')).toBe(false);
});

describe('the hint about a passphrase', () => {
  test.each([
    ['', 'empty'],
    ['Haslo1234!', 'common'],
    ['kot', 'weak'],
    ['rower zielony', 'fair'],
    ['cztery zielone rowery w Bieczu', 'strong'],
  ])('%j is %s', (passphrase, strength) => expect(estimateStrength(passphrase)).toBe(strength));
});
