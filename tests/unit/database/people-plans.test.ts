import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Parameters, ReadDatabase } from '../../../electron/database/connection.ts';
import {
  findPerson,
  findSamePerson,
  listCasesOfPerson,
  listPeople,
  listPeopleById,
} from '../../../electron/database/people.ts';
import { listLikelyPeople } from '../../../electron/database/people-candidates.ts';
import { searchPeople } from '../../../electron/database/people-search.ts';
import { toCalendarDate } from '../../../shared/domain/calendar.ts';
import { makeCaseFile, type TestCaseFile } from '../../support/case-file.ts';
import { addManyPeople } from '../../support/many-people.ts';

let made: TestCaseFile;
beforeAll(async () => {
  made = await makeCaseFile();
  addManyPeople(made, 2500);
});
afterAll(() => made.dispose());

/** How SQLite goes about every statement that `work` asks. */
function plansOf(work: (db: ReadDatabase) => void): string[] {
  const plans: string[] = [];
  const explain = (sql: string, parameters?: Parameters) => {
    for (const { detail } of made.file.read.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, parameters)) {
      plans.push(detail);
    }
  };
  work({
    all: (sql, parameters) => {
      explain(sql, parameters);
      return made.file.read.all(sql, parameters);
    },
    get: (sql, parameters) => {
      explain(sql, parameters);
      return made.file.read.get(sql, parameters);
    },
  });
  return plans;
}

/** Reading a table from end to end, or sorting what an index could have given in order. */
function slowSteps(plans: readonly string[]): string[] {
  return plans.filter((step) => /^SCAN (?!.*(USING (COVERING )?INDEX|VIRTUAL TABLE))|TEMP B-TREE/.test(step));
}

const birthDate = toCalendarDate('1980-02-03');
const typed = { firstName: 'Anna', lastName: 'Kowalska', pesel: '80020300012', documentNumber: 'AB123', birthDate };

test('no search reads all people or sorts them', () => {
  for (const text of [
    'k',
    'ko',
    'kowalska anna',
    'anna kow',
    '80020',
    '80020300012',
    '600 100',
    'AB 123',
    'KK/1212/',
  ]) {
    const plans = plansOf((db) => searchPeople(db, text));
    expect(plans.length, text).toBeGreaterThan(0);
    expect(slowSteps(plans), text).toEqual([]);
  }
});

test('no list, no candidate and no person does either', () => {
  const [person] = listPeople(made.file.read, null, 1);
  const id = person?.id ?? '';
  const plans = plansOf((db) => {
    listPeople(db, null, 51);
    listPeople(db, id, 51);
    listPeopleById(db, [id]);
    listLikelyPeople(db, typed);
    findPerson(db, id);
    listCasesOfPerson(db, id);
  });
  expect(plans.length).toBeGreaterThan(8);
  expect(slowSteps(plans)).toEqual([]);
});

test('a page of the list is read from its index alone', () => {
  expect(plansOf((db) => listPeople(db, null, 51))[0]).toBe('SCAN p USING COVERING INDEX person_list');
});

test('whether somebody is here already is asked of an index', () => {
  const identity = { kind: 'document', documentType: 'passport', country: 'UA', number: 'X', birthDate } as const;
  const [person] = listPeople(made.file.read, null, 1);
  const stored = findPerson(made.file.read, person?.id ?? '');
  if (stored === undefined) throw new Error('there are people');
  const plans = plansOf((db) => {
    findSamePerson(db, { ...stored, sex: 'male', identity: { ...identity, sex: 'male' } });
    findSamePerson(db, stored);
  });
  expect(plans.map((step) => step.split(' ')[0])).toEqual(['SEARCH', 'SEARCH']);
});

test('more hits than a person reads are capped, and said to be', () => {
  const { hits, capped } = searchPeople(made.file.read, 'a');
  expect({ hits: hits.length, capped }).toEqual({ hits: 400, capped: true });
  const few = searchPeople(made.file.read, listPeople(made.file.read, null, 1)[0]?.pesel ?? '');
  expect({ hits: few.hits.length, capped: few.capped }).toEqual({ hits: 1, capped: false });
});
