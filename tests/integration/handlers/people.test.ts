import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AskedOf, Contract } from '../../../shared/contract/index.ts';
import type { PersonInput } from '../../../shared/contract/people.ts';
import { answered, day, type OfficeDay, openOfficeDay, refusalOf } from '../../support/office-day.ts';
import { bornOn, namesOf, nobody, passport, register, registerEight, search } from '../../support/people.ts';

let office: OfficeDay;
let idOf: (name: string) => string;
beforeAll(async () => {
  office = await openOfficeDay();
  idOf = await registerEight(office);
});
afterAll(() => office.close());

const found = async (text: string) => namesOf((await search(office, text)).rows);
const peselOf = async (text: string) => (await search(office, text)).rows[0]?.pesel ?? '';

describe('registering', () => {
  test('reads birth date and sex from the PESEL, also one typed with spaces', async () => {
    const { pesel } = bornOn('2003-05-06');
    const spaced = { kind: 'pesel', pesel: `${pesel.slice(0, 6)} ${pesel.slice(6)}` } as const;
    const person = await register(office, 'Ola Maj', { identity: spaced });
    expect(person).toMatchObject({ birthDate: '2003-05-06', sex: 'female', identity: { kind: 'pesel', pesel } });
    expect(person).toMatchObject({ version: 1, cases: [], municipality: 'Olkusz' });
  });

  test('refuses a PESEL that is none, and one of somebody born tomorrow', async () => {
    const wrong = {
      ...nobody,
      firstName: 'A',
      lastName: 'B',
      identity: { kind: 'pesel', pesel: '44051401358' } as const,
    };
    expect(refusalOf(await office.clerk.people.register(wrong))).toBe('identity-pesel');
    const unborn = { ...wrong, identity: bornOn('2022-03-02') };
    expect(refusalOf(await office.clerk.people.register(unborn))).toBe('identity-future');
  });

  test('refuses a second file for one PESEL or one document, and says whose it is', async () => {
    const pesel = await peselOf('cwik');
    const again = { ...nobody, firstName: 'Janina', lastName: 'Ćwik' };
    const samePesel = { kind: 'pesel', pesel } as const;
    expect(await office.clerk.people.register({ ...again, identity: samePesel })).toEqual({
      ok: false,
      problem: { kind: 'refused', reason: 'person-exists', facts: { personId: idOf('Żaneta Ćwik') } },
    });
    const sameDocument = { ...passport, number: 'fe123456' };
    expect(refusalOf(await office.clerk.people.register({ ...again, identity: sameDocument }))).toBe('person-exists');
  });

  test('refuses a code of territory that cannot be one', async () => {
    const address = { ...nobody.address, teryt: '12120' };
    const input = { ...nobody, address, firstName: 'A', lastName: 'B', identity: bornOn('1999-09-09') };
    expect(refusalOf(await office.clerk.people.register(input))).toBe('invalid-input');
  });

  test('is not for approvers', async () => {
    const input = { ...nobody, firstName: 'A', lastName: 'B', identity: bornOn('1999-09-09') };
    expect(refusalOf(await office.approver.people.register(input))).toBe('forbidden');
  });
});

describe('the candidates', () => {
  const unknown = { firstName: '', lastName: '', pesel: '', documentNumber: '', birthDate: null };
  const candidates = async (typed: Partial<AskedOf<Contract['people']['listCandidates']>>) =>
    answered(await office.clerk.people.listCandidates({ ...unknown, ...typed }));

  test('are whoever has the PESEL or the document', async () => {
    const pesel = await peselOf('cwik');
    expect(await candidates({ pesel })).toMatchObject([{ lastName: 'Ćwik', matchedBy: 'pesel' }]);
    expect(await candidates({ documentNumber: 'FE-123456' })).toMatchObject([
      { lastName: 'Szewczenko', matchedBy: 'document' },
    ]);
  });

  test('are whoever has the names, also swapped or misspelt, the same birth date first', async () => {
    const birthDate = day('1980-02-03');
    expect(namesOf(await candidates({ firstName: 'Jan', lastName: 'Kowalski', birthDate }))[0]).toBe('Jan Kowalski');
    expect(namesOf(await candidates({ firstName: 'Kowalski', lastName: 'Jan' }))).toContain('Jan Kowalski');
    expect(namesOf(await candidates({ firstName: 'Lukas', lastName: 'Zdzbło', birthDate }))).toContain('Łukasz Źdźbło');
    expect(namesOf(await candidates({ firstName: 'Janek', lastName: 'Kowalski' }))).toContain('Jan Kowalski');
    expect(namesOf(await candidates({ firstName: 'Zenon', lastName: 'Martyniuk', birthDate }))).toEqual([]);
  });

  test('are nobody while nothing is typed', async () => {
    expect(await candidates({})).toEqual([]);
  });
});

describe('changing a person', () => {
  const inputOf = (person: Awaited<ReturnType<typeof register>>): PersonInput => {
    const {
      id: _,
      birthDate: __,
      sex: ___,
      municipality: ____,
      cases: _____,
      createdAt: ______,
      version: _______,
      ...input
    } = person;
    return input;
  };

  test('is found under the new name and no longer under the old one', async () => {
    const person = await register(office, 'Ewa Panieńska');
    const change = { id: person.id, seenVersion: 1, person: { ...inputOf(person), lastName: 'Mężatka' } };
    expect(answered(await office.clerk.people.change(change))).toMatchObject({ lastName: 'Mężatka', version: 2 });
    expect(await found('panienska')).toEqual([]);
    expect(await found('mezatka ewa')).toEqual(['Ewa Mężatka']);
  });

  test('is refused to whoever did not see the last change', async () => {
    const person = await register(office, 'Piotr Wspólny');
    const change = { id: person.id, seenVersion: 1, person: { ...inputOf(person), phone: '500 500 500' } };
    answered(await office.clerk.people.change(change));
    const late = { ...change, person: { ...change.person, phone: '700 700 700' } };
    expect(refusalOf(await office.advisor.people.change(late))).toBe('changed-meanwhile');
    expect(answered(await office.clerk.people.get({ id: person.id })).phone).toBe('500 500 500');
  });

  test('a PESEL may come later, but not somebody else’s', async () => {
    const person = await register(office, 'Maria Obca', { identity: { ...passport, number: 'XX 1', sex: 'female' } });
    const pesel = await peselOf('cwik');
    const taken = { ...inputOf(person), identity: { kind: 'pesel', pesel } as const };
    expect(refusalOf(await office.clerk.people.change({ id: person.id, seenVersion: 1, person: taken }))).toBe(
      'person-exists',
    );
    const own = { ...inputOf(person), identity: bornOn('1990-07-01') };
    const changed = answered(await office.clerk.people.change({ id: person.id, seenVersion: 1, person: own }));
    expect(changed.identity).toEqual(own.identity);
  });

  test('of nobody is answered with not found', async () => {
    const id = office.caseFile.world.newId();
    expect(refusalOf(await office.clerk.people.get({ id }))).toBe('not-found');
  });
});

test('whoever reads a person’s file leaves a trace, before the answer is given', async () => {
  const id = idOf('Anna Kowalska');
  answered(await office.advisor.people.get({ id }));
  const { rows } = answered(await office.administrator.audit.list({ subjectId: id, after: null, limit: 10 }));
  expect(rows[0]).toMatchObject({ operation: 'people.get', userName: 'Jan Kołodziej', subjectId: id });
  expect(rows.at(-1)).toMatchObject({ operation: 'people.register', userName: 'Ewa Wierzbińska' });
});
