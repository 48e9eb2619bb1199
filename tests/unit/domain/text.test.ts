import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../shared/domain/canonical-json.ts';
import { readCsv } from '../../../shared/domain/csv-text.ts';
import { foldForSearch } from '../../../shared/domain/fold.ts';
import { countyOf, parseTeryt, terytCode } from '../../../shared/domain/teryt.ts';

describe('folding for search', () => {
  test('ł falls to l, marks and case go, hyphens are spaces', () => {
    expect(foldForSearch('  Świerczyńska-ŻÓŁĆ   Łucja ')).toBe('swierczynska zolc lucja');
    expect(foldForSearch('Ibáñez – Peña')).toBe('ibanez pena');
  });

  test('folding twice changes nothing more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = foldForSearch(text);
        expect(foldForSearch(once)).toBe(once);
      }),
    );
  });
});

describe('canonical JSON', () => {
  test('equal values give equal text, whatever the order of their keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const backwards: unknown = JSON.parse(JSON.stringify(value), (_key, each: unknown) =>
          each !== null && typeof each === 'object' && !Array.isArray(each)
            ? Object.fromEntries(Object.entries(each).reverse())
            : each,
        );
        expect(canonicalJson(backwards)).toBe(canonicalJson(JSON.parse(JSON.stringify(value))));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('it is what its definition says, for keys like numbers and members that are undefined too', () => {
    const key = fc.oneof(fc.string(), fc.constantFrom('10', '9', '__proto__', 'ż', '\u{1F600}', '\uFFFD'));
    const member = fc.oneof(fc.jsonValue(), fc.constant(undefined));
    const held = fc.dictionary(key, fc.oneof(member, fc.array(fc.dictionary(key, member))));
    fc.assert(
      fc.property(held, (value) => {
        expect(canonicalJson(value)).toBe(writeByDefinition(value));
      }),
    );
  });

  test('what is undefined is left out, what JSON cannot hold is refused', () => {
    expect(canonicalJson({ b: 1, a: undefined })).toBe('{"b":1}');
    expect(() => canonicalJson({ a: Number.NaN })).toThrow(TypeError);
    expect(() => canonicalJson([undefined])).toThrow(TypeError);
  });
});

/** Members by their keys' UTF-16 code units; what is undefined left out; no spaces. */
function writeByDefinition(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writeByDefinition).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${writeByDefinition(member)}`).join(',')}}`;
}

describe('CSV text', () => {
  const quote = (field: string): string => `"${field.replaceAll('"', '""')}"`;

  test('whatever is quoted comes back, with every line feed, comma and quote', () => {
    const tables = fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(tables, fc.constantFrom('\n', '\r\n'), fc.boolean(), (table, end, mark) => {
        const text = (mark ? '\uFEFF' : '') + table.map((row) => row.map(quote).join(',')).join(end);
        const read = readCsv(text);
        expect(read.ok && read.value.map(({ fields }) => fields)).toEqual(table);
      }),
    );
  });

  test('a record is named by the line on which it begins', () => {
    const read = readCsv('a,b\r\n"1\r\n2",x\r\n\r\n3,y\r\n');
    expect(read.ok && read.value.map(({ line }) => line)).toEqual([1, 2, 5]);
  });

  test.each([
    ['a,b\n1,"2\n3,4', { kind: 'unclosed-quote', line: 2, field: 2 }],
    ['a,b\n"1\n"x,2', { kind: 'text-after-quote', line: 3, field: 1 }],
    ['a,b\n1,x"y"', { kind: 'stray-quote', line: 2, field: 2 }],
    ['a,b\r1,2', { kind: 'stray-carriage-return', line: 1, field: 2 }],
  ])('%j is refused where it breaks the form', (text, problem) => {
    expect(readCsv(text)).toEqual({ ok: false, problem });
  });
});

describe('the register of municipalities', () => {
  const shipped = readFileSync(new URL('../../../resources/teryt/malopolska.csv', import.meta.url), 'utf8');

  test('has 182 municipalities in 22 counties, six of them in powiat olkuski', () => {
    const read = parseTeryt(shipped);
    if (!read.ok) throw new Error(`line ${read.problem.line}: ${read.problem.kind}`);
    expect(read.value).toHaveLength(182);
    expect(new Set(read.value.map(({ countyTeryt }) => countyTeryt)).size).toBe(22);
    expect(read.value.filter(({ countyTeryt }) => countyTeryt === '1212').map(({ name }) => name)).toEqual([
      'Bukowno',
      'Bolesław',
      'Klucze',
      'Olkusz',
      'Trzyciąż',
      'Wolbrom',
    ]);
  });

  test('keeps two places of one name apart by their codes', () => {
    const read = parseTeryt(shipped);
    const same = read.ok ? read.value.filter(({ name }) => name === 'Bolesław') : [];
    expect(same.map(({ countyTeryt }) => countyTeryt)).toEqual(['1204', '1212']);
    expect(countyOf(terytCode.parse('1212032'))).toBe('1212');
  });

  test('a row in a county that is not its own, or a code twice, is refused by line', () => {
    const [header, first] = shipped.split('\n');
    expect(parseTeryt(`${header}\n${first}\n${first}`)).toEqual({
      ok: false,
      problem: { kind: 'repeated-code', line: 3 },
    });
    expect(parseTeryt(`${header}\n1201011,Bochnia,urban,1202,x`).ok).toBe(false);
    expect(parseTeryt('a,b')).toEqual({ ok: false, problem: { kind: 'wrong-columns', line: 1 } });
  });
});
