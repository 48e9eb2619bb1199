import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PersonRow } from '../../../shared/contract/people.ts';
import { answered, type OfficeDay, openCase, openOfficeDay } from '../../support/office-day.ts';
import { namesOf, nobody, register, registerEight, search } from '../../support/people.ts';

let office: OfficeDay;
let idOf: (name: string) => string;
beforeAll(async () => {
  office = await openOfficeDay();
  idOf = await registerEight(office);
});
afterAll(() => office.close());

const rowsOf = async (text: string) => (await search(office, text)).rows;
const found = async (text: string) => namesOf(await rowsOf(text));

describe('a person is found', () => {
  test('without diacritics, in capitals or with them', async () => {
    for (const text of ['zdzblo', 'ŹDŹBŁO', 'Źdźbło', 'lukasz', 'łukasz źdźbło', 'zdz luk']) {
      expect(await found(text), text).toEqual(['Łukasz Źdźbło']);
    }
    expect(await found('cwik zaneta')).toEqual(['Żaneta Ćwik']);
  });

  test('by the beginnings of names, in any order, last names first', async () => {
    expect(await found('kow')).toEqual(['Anna Kowalska', 'Jan Kowalski', 'Kowal Janicki', 'Anna Nowak-Kowalska']);
    expect(await found('jan kow')).toEqual(['Kowal Janicki', 'Jan Kowalski']);
    expect(await found('kowalski j')).toEqual(['Jan Kowalski']);
    expect(await found('owalski')).toEqual([]);
  });

  test('by either part of a double-barrelled name, with hyphen, space or turned round', async () => {
    for (const text of ['nowak-kowalska', 'Nowak Kowalska', 'kowalska nowak', 'nowak', 'anna nowak–kow']) {
      expect(await found(text), text).toEqual(['Anna Nowak-Kowalska']);
    }
  });

  test('with and without the apostrophe, of either kind', async () => {
    for (const text of ["o'brien", 'O’Brien', 'obrien', 'brien', 'siobhan o']) {
      expect(await found(text), text).toEqual(["Siobhán O'Brien"]);
    }
  });

  test('by the PESEL, whole or its first digits, with spaces', async () => {
    const rows = await rowsOf('cwik');
    const pesel = rows[0]?.pesel ?? '';
    for (const text of [pesel, ` ${pesel.slice(0, 6)} ${pesel.slice(6)} `, pesel.slice(0, 5)]) {
      const hits = await rowsOf(text);
      expect(namesOf(hits), text).toEqual(['Żaneta Ćwik']);
      expect(hits[0]?.matchedBy).toBe('pesel');
    }
    expect(await found(pesel.slice(0, 2))).toEqual([]);
  });

  test('by the phone, with and without spaces and the country’s number', async () => {
    for (const text of ['601222333', '601 222 333', '+48 601-222-333', '0048601222333', '48601222333', '601 22']) {
      const rows = await rowsOf(text);
      expect(namesOf(rows), text).toEqual(['Łukasz Źdźbło']);
      expect(rows[0]?.matchedBy).toBe('phone');
    }
    expect(await found('326432100')).toEqual(['Anna Nowak-Kowalska']);
  });

  test('by the document’s number, however it is spaced', async () => {
    for (const text of ['FE123456', 'fe 123 456', 'FE12']) {
      const rows = await rowsOf(text);
      expect(namesOf(rows), text).toEqual(['Wołodymyr Szewczenko']);
      expect(rows[0]?.matchedBy).toBe('document');
    }
  });

  test('by the case’s number, which the list shows', async () => {
    const opened = await openCase(office, { personId: idOf('Jan Kowalski') });
    for (const text of [opened.number, opened.number.toLowerCase(), opened.number.slice(0, -1)]) {
      const rows = await rowsOf(text);
      expect(namesOf(rows), text).toEqual(['Jan Kowalski']);
      expect(rows[0]).toMatchObject({ matchedBy: 'case-number', caseNumbers: [opened.number] });
    }
  });

  test('and signs that mean something to a search engine mean nothing', async () => {
    for (const text of [
      '"',
      'kow*',
      'NOT kow',
      'a OR b',
      "'; DROP TABLE person",
      '-',
      '%',
      '/',
      '(kow)',
      'names:kow',
    ]) {
      answered(await office.clerk.people.search({ text, after: null, limit: 5 }));
    }
    expect(await found('kow* jan')).toEqual(await found('kow jan'));
  });
});

describe('the list', () => {
  test('of everybody is by name, counted, and turns its pages without a gap or a repeat', async () => {
    const everybody = await search(office, '');
    expect(everybody).toMatchObject({ total: everybody.rows.length, capped: false, next: null });
    const pages: PersonRow[] = [];
    for (let after: string | null = null, turned = 0; turned === 0 || after !== null; turned += 1) {
      const page: { rows: PersonRow[]; next: string | null } = answered(
        await office.clerk.people.search({ text: '', after, limit: 3 }),
      );
      pages.push(...page.rows);
      after = page.next;
    }
    expect(pages).toEqual(everybody.rows);
    expect(namesOf(everybody.rows).slice(0, 3)).toEqual(['Żaneta Ćwik', 'Kowal Janicki', 'Anna Kowalska']);
  });

  test('of hits turns its pages too', async () => {
    const all = await rowsOf('kow');
    const first = answered(await office.clerk.people.search({ text: 'kow', after: null, limit: 3 }));
    const second = answered(await office.clerk.people.search({ text: 'kow', after: first.next, limit: 3 }));
    expect(first.total).toBe(4);
    expect([...first.rows, ...second.rows]).toEqual(all);
    expect(second.next).toBeNull();
  });

  test('shows the municipality by its name, and none for a code that the register lacks', async () => {
    const moved = await register(office, 'Kod Nieznany', { address: { ...nobody.address, teryt: '1299011' } });
    expect(moved).toMatchObject({ municipality: null, address: { teryt: '1299011' } });
    expect((await rowsOf('cwik'))[0]?.municipality).toBe('Olkusz');
  });
});
