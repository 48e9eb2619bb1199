import { afterAll, beforeAll, expect, test } from 'vitest';
import { syntheticPesel } from '../../support/office-day.ts';
import { ask, type GuardedHost, openGuardedHost, takeToken } from './raw-http.ts';

const administrator = { login: 'anna.probna', passphrase: 'zielony rower stoi w sieni' };
const address = { teryt: '1212053', town: 'Olkusz', street: 'Rynek', building: '1', flat: '', postalCode: '32-300' };
const person = {
  identity: { kind: 'pesel', pesel: syntheticPesel('1985-05-14', 7) },
  firstName: 'Łucja',
  lastName: 'Źrebięcka',
  citizenship: 'PL',
  address,
  phone: '600 100 200',
  email: '',
  educationIsced: 3,
  labourStatus: 'employment-contract',
  occupation: '',
  employer: '',
};

let guarded: GuardedHost;
beforeAll(async () => {
  guarded = await openGuardedHost();
});
afterAll(() => guarded.close());

test('of two windows that change the same person the later one is told, and overwrites nothing', async () => {
  const first = await takeToken(guarded);
  const second = await takeToken(guarded);
  const made = { ...administrator, displayName: 'Anna Próbna', roles: ['administrator', 'clerk'] };
  const office = { name: 'Urząd', countyTeryt: '1212', administrator: made };
  await ask(guarded, first, { operation: 'office.create', input: office });
  await ask(guarded, second, { operation: 'session.signIn', input: administrator });
  const { answer: registered } = await ask(guarded, first, { operation: 'people.register', input: person });
  const { id, version } = registered.value;
  const changeTo = (lastName: string) => ({
    operation: 'people.change',
    input: { id, seenVersion: version, person: { ...person, lastName } },
  });
  expect((await ask(guarded, second, changeTo('Wrona'))).answer).toMatchObject({ ok: true });
  const late = await ask(guarded, first, changeTo('Sroka'));
  expect(late.answer).toEqual({ ok: false, problem: { kind: 'changed-meanwhile' } });
  const { answer: read } = await ask(guarded, first, { operation: 'people.get', input: { id } });
  expect(JSON.stringify(read)).toContain('Wrona');
  expect(JSON.stringify(read)).not.toContain('Sroka');
});
