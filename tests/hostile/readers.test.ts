// The readers of files that somebody may have edited: rules, territory, tables. Wrong ones are named, never half believed.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadProgrammes } from '../../electron/core/programme-files.ts';
import { readApplications } from '../../electron/office/applications.ts';
import { Unusable } from '../../electron/office/arguments.ts';
import { readTable } from '../../electron/office/csv.ts';
import { orderColumns } from '../../electron/office/orders.ts';
import { readCsv } from '../../shared/domain/csv-text.ts';
import { parseProgramme } from '../../shared/domain/programme.ts';
import { parseTeryt } from '../../shared/domain/teryt.ts';
import { inheritedNames, oddTexts, oddValues, toJsonText } from './oddities.ts';

const seed = Number(process.env.TECZKA_HOSTILE_SEED ?? 20_260_301);
const resources = new URL('../../resources', import.meta.url).pathname;
const data = new URL('../data', import.meta.url).pathname;
const ruleFiles = readdirSync(join(resources, 'programmes')).filter((name) => name.endsWith('.json'));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'teczka-readers-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

type Place = { readonly holder: Record<string, unknown>; readonly key: string };

function listPlaces(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  // An array's places are named by their numbers.
  const holder = value as Record<string, unknown>;
  return Object.entries(holder).flatMap(([key, member]) => [{ holder, key }, ...listPlaces(member)]);
}

describe.each(ruleFiles)('the rules in %s', (name) => {
  const text = readFileSync(join(resources, 'programmes', name), 'utf8');
  const fresh = (): unknown => JSON.parse(text);
  const count = listPlaces(fresh()).length;

  test('with any one figure missing are refused, and the field is named', () => {
    const accepted: string[] = [];
    for (let at = 0; at < count; at += 1) {
      const rules = fresh();
      const place = listPlaces(rules)[at];
      if (place === undefined || Array.isArray(place.holder)) continue;
      Reflect.deleteProperty(place.holder, place.key);
      const read = parseProgramme(rules);
      if (read.ok) accepted.push(place.key);
      else expect(read.problem[0]?.field).not.toBe('');
    }
    // Rules kept with past decisions are older than this one field, whose absence is any length of course.
    expect(accepted.filter((key) => key !== 'hours')).toEqual([]);
  });

  test('with any one value replaced are refused or understood, and never thrown at', () => {
    fc.assert(
      fc.property(fc.nat({ max: count - 1 }), fc.constantFrom(...oddValues), (at, value) => {
        const rules = fresh();
        const place = listPlaces(rules)[at];
        if (place !== undefined) place.holder[place.key] = JSON.parse(toJsonText(value));
        const read = parseProgramme(rules);
        if (!read.ok) expect(read.problem.length).toBeGreaterThan(0);
      }),
      { seed, numRuns: 150 },
    );
  });

  test.each(inheritedNames)(
    'with a path that asks for the criterion %s, which nobody wrote, are refused',
    (inherited) => {
      // The shipped files have at least one path.
      const rules = fresh() as { paths: [{ criteria: string[] }] };
      rules.paths[0].criteria.push(inherited);
      expect(parseProgramme(rules)).toMatchObject({ ok: false });
    },
  );

  test.each(inheritedNames)('with the own field %s are refused', (inherited) => {
    const harmed = text.replace('{', `{"${inherited}":{"code":"KK"},`);
    expect(parseProgramme(JSON.parse(harmed))).toMatchObject({ ok: false });
    expect(Reflect.get({}, 'code')).toBeUndefined();
  });

  test.each(['Ż', ' ', '=1+', '"', 'A'.repeat(41)])(
    'with agreement numbers that begin with %j are refused: none would travel',
    (prefix) => {
      // A file without vouchers has no numbers.
      const rules = fresh() as { vouchers: { numbering: { prefix: { value: string } } } | null };
      if (rules.vouchers === null) return;
      rules.vouchers.numbering.prefix.value = prefix;
      expect(parseProgramme(rules)).toMatchObject({
        problem: [{ field: 'vouchers.numbering.prefix.value' }],
      });
    },
  );

  test('cut short anywhere name their file when they are loaded', () => {
    for (const share of [0, 0.1, 0.5, 0.9, 0.999]) {
      writeFileSync(join(folder, name), text.slice(0, Math.floor(text.length * share)));
      expect(() => loadProgrammes(folder)).toThrow(name);
    }
    rmSync(join(folder, name));
  });
});

describe('the register of territory', () => {
  const text = readFileSync(join(resources, 'teryt', 'malopolska.csv'), 'utf8');

  test('with any field replaced is refused with its line, or keeps every code in its county once', () => {
    const lines = text.trimEnd().split('\n');
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 4 }), fc.constantFrom(...oddTexts), (at, column, odd) => {
        const line = 1 + (at % (lines.length - 1));
        const fields = (lines[line] ?? '').split(',');
        fields[column] = odd;
        const read = parseTeryt(lines.with(line, fields.join(',')).join('\n'));
        if (!read.ok) {
          expect(read.problem.line).toBeGreaterThan(0);
          return;
        }
        const codes = read.value.map(({ teryt }) => teryt);
        expect(new Set(codes).size).toBe(codes.length);
        expect(read.value.every(({ teryt, countyTeryt }) => teryt.startsWith(countyTeryt))).toBe(true);
      }),
      { seed, numRuns: 300 },
    );
  });
});

describe('tables', () => {
  test('any text is read as records or refused with a line; what was quoted comes back', () => {
    const field = fc.oneof(fc.constantFrom(...oddTexts.filter((each) => each.length < 200)), fc.string());
    fc.assert(
      fc.property(fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (rows) => {
        const quoted = rows.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(','));
        const read = readCsv(quoted.join('\r\n'));
        expect(read.ok && read.value.map(({ fields }) => fields)).toEqual(rows);
        const plain = readCsv(rows.map((row) => row.join(',')).join('\n'));
        if (!plain.ok) expect(plain.problem.line).toBeGreaterThan(0);
      }),
      { seed, numRuns: 300 },
    );
  });

  const applications = readFileSync(join(data, 'applications.csv'), 'utf8');
  const orders = readFileSync(join(data, 'journey-small', 'orders.csv'), 'utf8');
  const readers = [
    { name: 'applications', text: applications, read: (path: string) => readApplications(path) },
    { name: 'orders', text: orders, read: (path: string) => readTable(path, orderColumns) },
  ];

  test.each(readers)(
    'of $name with any field replaced are read, or refused by file, line and column without repeating it',
    ({ name, text, read }) => {
      const lines = text.trimEnd().split(/\r?\n/);
      const path = join(folder, `${name}.csv`);
      const personal = 'Żółwińska 85051412345';
      fc.assert(
        fc.property(fc.nat(), fc.nat(), fc.constantFrom(personal, ...oddTexts), (at, place, odd) => {
          const line = at % lines.length;
          const fields = (lines[line] ?? '').split(',');
          fields[place % fields.length] = odd;
          writeFileSync(path, lines.with(line, fields.join(',')).join('\n'));
          try {
            read(path);
          } catch (error) {
            expect(error).toBeInstanceOf(Unusable);
            expect(String(error)).toContain(`${name}.csv`);
            expect(String(error)).not.toContain(personal);
          }
        }),
        { seed, numRuns: 300 },
      );
    },
  );

  test.each(readers)('of $name in bytes that are no UTF-8 are refused by line', ({ name, text, read }) => {
    const path = join(folder, `${name}.csv`);
    const bytes = Buffer.from(text);
    for (const at of [0, 1, Math.floor(bytes.length / 2), bytes.length - 2]) {
      const broken = Buffer.from(bytes);
      broken.writeUInt8(0xff, at);
      writeFileSync(path, broken);
      expect(() => read(path)).toThrow(Unusable);
    }
  });
});
