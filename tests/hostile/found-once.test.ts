// Inputs that once got through to a fault of ours, each under the promise that it broke.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toCalendarDate } from '../../shared/domain/calendar.ts';
import { noFacts, type OfficeDay, openCase, registerPerson } from '../support/office-day.ts';
import { type HostileHost, type HostileOffice, inProcess, openHostileOffice } from './hostile-office.ts';
import { toJsonText } from './oddities.ts';

let office: HostileOffice;
let day: OfficeDay;
let host: HostileHost;
beforeAll(async () => {
  office = await openHostileOffice();
  day = office.day;
  host = await inProcess(office);
});
afterAll(() => office.close());

const lastDay = toCalendarDate('9999-12-31');
const document = { kind: 'document', documentType: 'passport', country: 'UA', birthDate: '1990-01-02', sex: 'male' };
const address = { teryt: null, town: '', street: '', building: '', flat: '', postalCode: '' };
const person = {
  ...{ identity: { ...document, number: 'FA 123456' }, firstName: 'Łucja', lastName: 'Źrebięcka', citizenship: null },
  ...{ address, phone: '', email: '', educationIsced: null, labourStatus: null, occupation: '', employer: '' },
};
const register = (changes: object) => host.ask('people.register', JSON.stringify({ ...person, ...changes }));

test('a draft nested twenty thousand deep is refused as too large, not met with a fault', async () => {
  const deep = await host.ask('session.saveDraft', toJsonText({ key: 'person:new', body: '§deep§' }));
  expect(deep).toEqual({ ok: false, problem: { kind: 'invalid-input', issues: [{ path: [], code: 'too_big' }] } });
});

test('a draft that contains itself, which only a window could send, is refused', async () => {
  const endless: unknown[] = [];
  endless.push(endless, endless);
  // The client's own type holds JSON alone, which never contains itself.
  const body = endless as never;
  const answer = await day.clerk.session.saveDraft({ key: 'person:new', body });
  expect(answer).toMatchObject({ problem: { kind: 'invalid-input' } });
});

test.each([
  ['a map', new Map([[1, 2]])],
  ['a date', new Date(0)],
  ['a large integer', 10n],
  ['no number', Number.NaN],
  ['nothing', undefined],
  ['a pattern', /x/],
  ['bytes', new Uint8Array(8)],
  ['an error', new Error('x')],
])('%s in a draft, which a window could send and no JSON holds, is refused', async (_what, value) => {
  for (const body of [value, [value], { a: value }]) {
    // As above.
    const answer = await day.clerk.session.saveDraft({ key: 'person:new', body: body as never });
    expect(answer).toMatchObject({ problem: { kind: 'invalid-input' } });
  }
});

describe('a document', () => {
  test.each(['---', '. / .', '\u{1F600}'])(
    'of the number %j, which has no letter or digit, identifies nobody',
    async (number) => {
      expect(await register({ identity: { ...document, number } })).toMatchObject({
        problem: { kind: 'refused', reason: 'identity-document' },
      });
    },
  );

  test('whose number grows in capitals beyond what the central office reads is refused before anything rests on it', async () => {
    expect(await register({ identity: { ...document, number: 'ß'.repeat(40) } })).toMatchObject({
      problem: { kind: 'refused', reason: 'identity-document' },
    });
  });
});

test.each(['firstName', 'lastName', 'occupation', 'employer'])(
  'half of a letter in %s is refused: no file would give it back',
  async (field) => {
    const before = office.state();
    expect(await register({ [field]: 'Łu\ud800cja' })).toMatchObject({
      problem: { kind: 'invalid-input', issues: [{ path: [field] }] },
    });
    expect(office.state()).toBe(before);
  },
);

describe('the last day of the calendar', () => {
  test('may be the day of a return, an application and an assessment', async () => {
    const personId = await registerPerson(day);
    for (const programme of ['KK', 'KKZ', 'MPK', 'NSM']) {
      const facts = { ...noFacts, returnedOn: lastDay, abroadFrom: lastDay, abroadTo: lastDay, kkBalanceOn: lastDay };
      const opened = await openCase(day, { programme, personId, facts });
      expect(await day.clerk.cases.assess({ id: opened.id, asOf: lastDay, facts })).toMatchObject({ ok: true });
    }
  });

  test('may be asked for an agreement, whose term and payment end on it at the latest', async () => {
    const [caseId] = office.known('cases').caseId ?? [];
    const cases = office.known('cases').caseId ?? [];
    expect(caseId).toBeDefined();
    const answers = await Promise.all(
      cases.map((id) => day.clerk.agreements.suggest({ caseId: id, signedOn: lastDay })),
    );
    expect(answers.filter((answer) => !answer.ok && answer.problem.kind === 'internal')).toEqual([]);
    expect(answers.find((answer) => answer.ok)).toMatchObject({
      value: { validFrom: lastDay, contributionDueOn: lastDay },
    });
  });
});

test('an agreement of a hundred thousand categories is refused, though each of them is recommended', async () => {
  const { agreementId: agreements = [] } = office.known('agreements');
  const categories = Array.from({ length: 100_000 }, () => 'language');
  const term = { validFrom: toCalendarDate('2022-03-10'), validTo: toCalendarDate('2022-06-10'), categories };
  for (const id of agreements) {
    expect(await day.clerk.agreements.changeDraft({ id, seenVersion: 1, ...term })).toMatchObject({
      problem: { kind: 'invalid-input', issues: [{ path: ['categories'], code: 'too_big' }] },
    });
  }
  expect(agreements.length).toBeGreaterThan(0);
});
