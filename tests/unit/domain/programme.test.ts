import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadProgrammes } from '../../../electron/core/programme-files.ts';
import { toCalendarDate as day } from '../../../shared/domain/calendar.ts';
import { ruleSentence } from '../../../shared/domain/criterion.ts';
import { findProgramme, parseProgramme } from '../../../shared/domain/programme.ts';
import { getProgramme, getVoucherRules, shippedFolder, shippedProgrammes } from './shipped-programmes.ts';

describe('the shipped rule files', () => {
  test('hold the four programmes, and hash alike whenever they are read', () => {
    const loaded = loadProgrammes(shippedFolder);
    expect(loaded.map(({ programme }) => programme.code)).toEqual(['KK', 'KKZ', 'MPK', 'NSM']);
    expect(loaded.map(({ hash }) => hash)).toEqual(loadProgrammes(shippedFolder).map(({ hash }) => hash));
    expect(new Set(loaded.map(({ hash }) => hash)).size).toBe(4);
    for (const { hash } of loaded) expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('every sentence of a rule has all its figures', () => {
    const sentences = shippedProgrammes.flatMap(({ criteria }) => Object.values(criteria).map(ruleSentence));
    for (const sentence of sentences) expect(sentence).not.toMatch(/[{}]/);
    expect(sentences).toContain('Osoba ukończyła 25 lat.');
  });

  test('what nobody could find out is marked as a sample', () => {
    expect(getVoucherRules('KK').agreementTerm.certainty).toBe('?');
    expect(getProgramme('NSM').effectiveFrom.certainty).toBe('?');
    expect(getProgramme('MPK').vouchers).toBeNull();
  });

  test('"almost 7 000 zł" a person follows from pools, value and subsidy', () => {
    const subsidies = ['KK', 'KKZ'].map((code) => {
      const { pool, voucherValueGrosze, ownPercent } = getVoucherRules(code);
      return (pool.value * voucherValueGrosze.value * (100 - ownPercent.value)) / 100;
    });
    expect(subsidies.reduce((sum, each) => sum + each)).toBe(674_685);
  });

  test('the newest rules begun by a day are in force, before the first those to come', () => {
    const first = getProgramme('KK');
    const second = { ...first, effectiveFrom: { ...first.effectiveFrom, value: day('2023-01-01') } };
    const both = [second, first];
    expect(findProgramme(both, 'KK', day('2022-12-31'))).toBe(first);
    expect(findProgramme(both, 'KK', day('2023-01-01'))).toBe(second);
    expect(findProgramme(both, 'KK', day('2000-01-01'))).toBe(first);
    expect(findProgramme(both, 'XX', day('2022-01-01'))).toBeUndefined();
  });
});

describe('a wrong rule file', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rules-'));
    cpSync(shippedFolder, folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const change = (file: string, edit: (text: string) => string): void => {
    const path = join(folder, file);
    writeFileSync(path, edit(readFileSync(path, 'utf8')));
  };

  test('is named, with the field', () => {
    change('kk.json', (text) => text.replace('"value": 1500', '"value": 15.5'));
    expect(() => loadProgrammes(folder)).toThrow(/kk\.json: vouchers\.voucherValueGrosze\.value: /);
  });

  test('that is cut short is named', () => {
    change('nsm.json', (text) => text.slice(0, 300));
    expect(() => loadProgrammes(folder)).toThrow(/nsm\.json: not JSON/);
  });

  test('that repeats another one is named by programme and day', () => {
    cpSync(join(folder, 'kk.json'), join(folder, 'kk-copy.json'));
    expect(() => loadProgrammes(folder)).toThrow(/two rule files for KK from 2018-10-01/);
  });

  test('that speaks of a criterion, category or field that is not there is refused', () => {
    const kk: unknown = JSON.parse(readFileSync(join(folder, 'kk.json'), 'utf8'));
    const withExtra = { ...getProgramme('KK'), extra: 1 };
    const withoutCriteria = { ...getProgramme('KK'), criteria: {} };
    const withoutCategories = { ...getProgramme('KK'), categories: [] };
    expect(parseProgramme(kk).ok).toBe(true);
    expect(parseProgramme(withExtra).ok).toBe(false);
    const firstFault = (json: unknown) => {
      const read = parseProgramme(json);
      return read.ok ? undefined : read.problem[0]?.field;
    };
    expect(firstFault(withoutCriteria)).toBe('paths.0.criteria.0');
    expect(firstFault(withoutCategories)).toBe('vouchers.rates.0.categories.0');
  });
});
