import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCalendarDate as day } from '../../../shared/domain/calendar.ts';
import { judgeIdentity } from '../../../shared/domain/identity.ts';
import { parsePesel } from '../../../shared/domain/pesel.ts';

const centuryOffset: Readonly<Record<number, number>> = { 18: 80, 19: 0, 20: 20, 21: 40, 22: 60 };

/** Writes a PESEL by the published layout; independent of the reader. */
function writePesel(date: string, serial: number): string {
  const month = Number(date.slice(5, 7)) + (centuryOffset[Number(date.slice(0, 2))] ?? 0);
  const stem = `${date.slice(2, 4)}${String(month).padStart(2, '0')}${date.slice(8, 10)}${String(serial).padStart(4, '0')}`;
  const sum = [...stem].reduce((total, digit, place) => total + Number(digit) * ([1, 3, 7, 9][place % 4] ?? 0), 0);
  return `${stem}${(10 - (sum % 10)) % 10}`;
}

const anyBirth = fc
  .tuple(fc.integer({ min: 0, max: 182_620 }), fc.integer({ min: 0, max: 9999 }))
  .map(([days, serial]) => ({
    birthDate: new Date(Date.UTC(1800, 0, 1) + days * 86_400_000).toISOString().slice(0, 10),
    serial,
  }));

describe('a PESEL', () => {
  test('gives back the birth date and sex that it was made of, in all five centuries', () => {
    fc.assert(
      fc.property(anyBirth, ({ birthDate, serial }) => {
        expect(parsePesel(writePesel(birthDate, serial))).toEqual({
          ok: true,
          value: { birthDate, sex: serial % 2 === 1 ? 'male' : 'female' },
        });
      }),
    );
  });

  test('with one digit mistyped is never taken for a good one', () => {
    fc.assert(
      fc.property(anyBirth, fc.nat(10), fc.integer({ min: 1, max: 9 }), ({ birthDate, serial }, place, shift) => {
        const pesel = writePesel(birthDate, serial);
        const wrong = `${pesel.slice(0, place)}${(Number(pesel[place]) + shift) % 10}${pesel.slice(place + 1)}`;
        expect(parsePesel(wrong)).toEqual({ ok: false, problem: 'checksum' });
      }),
    );
  });

  test.each([
    ['8505055343', 'length'],
    ['8505051658O', 'digits'],
    ['٨5050503987', 'digits'],
    ['85050511583', 'checksum'],
    ['90023088019', 'date'],
    ['00022983437', 'date'],
    ['90130550441', 'date'],
  ])('%s has a fault of its %s', (text, fault) => {
    expect(parsePesel(text)).toEqual({ ok: false, problem: fault });
  });
});

describe('an identity', () => {
  const asOf = day('2022-03-01');
  const nobody = { pesel: null, otherDocument: null, birthDate: null, sex: null };
  const document = { ...nobody, otherDocument: 'paszport AB 1', birthDate: day('1990-11-30'), sex: 'female' as const };
  const good = '85050522814';

  test('stands on a PESEL, or on another document with birth date and sex', () => {
    expect(judgeIdentity({ ...nobody, pesel: good }, asOf)).toMatchObject({
      ok: true,
      value: { birthDate: '1985-05-05' },
    });
    expect(judgeIdentity(document, asOf)).toMatchObject({ ok: true, value: { sex: 'female' } });
    for (const lacking of [{ otherDocument: null }, { birthDate: null }, { sex: null }]) {
      expect(judgeIdentity({ ...document, ...lacking }, asOf)).toEqual({ ok: false, problem: 'identity-document' });
    }
  });

  test('is not healed by a good document beside a bad PESEL', () => {
    expect(judgeIdentity({ ...document, pesel: '85050511583' }, asOf)).toEqual({
      ok: false,
      problem: 'identity-pesel',
    });
  });

  test('may not contradict itself', () => {
    const problem = { ok: false, problem: 'identity-contradiction' };
    expect(judgeIdentity({ ...nobody, pesel: good, birthDate: day('1985-05-06') }, asOf)).toEqual(problem);
    expect(judgeIdentity({ ...nobody, pesel: good, sex: 'female' }, asOf)).toEqual(problem);
    expect(judgeIdentity({ ...nobody, pesel: good, sex: 'male', birthDate: day('1985-05-05') }, asOf).ok).toBe(true);
  });

  test('belongs to nobody who is yet to be born', () => {
    const future = { ok: false, problem: 'identity-future' };
    expect(judgeIdentity({ ...document, birthDate: day('2022-03-02') }, asOf)).toEqual(future);
    expect(judgeIdentity({ ...document, birthDate: asOf }, asOf).ok).toBe(true);
    expect(judgeIdentity({ ...nobody, pesel: writePesel('2101-01-10', 7605) }, asOf)).toEqual(future);
  });

  test('with a PESEL and a document is known by both', () => {
    const both = judgeIdentity({ ...nobody, pesel: good, otherDocument: 'AB 1' }, asOf);
    const later = judgeIdentity({ ...document, otherDocument: 'AB 1', birthDate: day('1985-05-05') }, asOf);
    if (!both.ok || !later.ok) throw new Error('both identities are good');
    expect(both.value.keys).toEqual(expect.arrayContaining([...later.value.keys]));
  });
});
