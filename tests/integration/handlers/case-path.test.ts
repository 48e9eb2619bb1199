// Applications: opened, completed, decided, and judged again by the rules they were decided under.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findDecision } from '../../../electron/database/decisions.ts';
import { subject } from '../../../shared/domain/subject.ts';
import {
  answered,
  day,
  decide,
  finishBalance,
  noFacts,
  type OfficeDay,
  openCase,
  openOfficeDay,
  refusalOf,
  registerPerson,
  workingAdult,
} from '../../support/office-day.ts';

let office: OfficeDay;
beforeAll(async () => {
  office = await openOfficeDay();
});
afterAll(() => office.close());

const submittedOn = day('2022-03-01');
const asOf = submittedOn;

test('a case is numbered by programme, county, year and a counter of its own', async () => {
  const first = await openCase(office);
  const second = await openCase(office);
  expect(first).toMatchObject({ stage: 'application', person: { age: 36, municipality: 'Olkusz' } });
  const counter = Number(first.number.slice(-5));
  expect(first.number).toMatch(/^KK\/1212\/2022\/A\d{5}$/);
  expect(second.number).toBe(`KK/1212/2022/A${String(counter + 1).padStart(5, '0')}`);
});

test('a person has one case in a programme, unless the earlier one was refused', async () => {
  const personId = await registerPerson(office);
  const refusedCase = await openCase(office, { personId, facts: { ...workingAdult, labourStatus: 'inactive' } });
  const asked = { personId, programme: 'KK', submittedOn, applicationNumber: '', facts: workingAdult };
  expect(refusalOf(await office.clerk.cases.open(asked))).toBe('case-already-open');
  expect((await decide(office, refusedCase)).stage).toBe('not-eligible');

  const again = await openCase(office, { personId });
  expect((await decide(office, again)).stage).toBe('eligible');
  const reopening = { id: refusedCase.id, seenVersion: 2, submittedOn, facts: workingAdult };
  expect(refusalOf(await office.clerk.cases.saveFacts(reopening))).toBe('case-already-open');
});

test('facts may change until the person is found eligible', async () => {
  const opened = await openCase(office, { facts: { ...workingAdult, educationIsced: null } });
  const facts = { ...workingAdult, educationIsced: 2 };
  const saved = answered(
    await office.clerk.cases.saveFacts({ id: opened.id, seenVersion: opened.version, submittedOn, facts }),
  );
  expect(saved.facts.educationIsced).toBe(2);
  const stale = { id: opened.id, seenVersion: opened.version, submittedOn, facts };
  expect(refusalOf(await office.clerk.cases.saveFacts(stale))).toBe('changed-meanwhile');
  const decided = await decide(office, saved);
  const late = { id: opened.id, seenVersion: decided.version, submittedOn, facts };
  expect(refusalOf(await office.clerk.cases.saveFacts(late))).toBe('wrong-state');
});

test('an application that lacks facts cannot be decided, and the answer names them', async () => {
  const { id, version } = await openCase(office, { facts: { ...workingAdult, educationIsced: null } });
  const answer = await office.clerk.cases.decide({ id, seenVersion: version, asOf, note: '' });
  expect(answer).toMatchObject({ problem: { reason: 'not-decided', facts: { missing: 'educationIsced' } } });
});

test('judging a case stores nothing and names other programmes that fit', async () => {
  const { id, version } = await openCase(office);
  const judged = answered(await office.clerk.cases.assess({ id, asOf, facts: workingAdult }));
  expect(judged.assessment).toMatchObject({ outcome: 'eligible', path: 'adult' });
  expect(judged.otherProgrammes).toContainEqual({ programme: 'MPK', path: 'working' });
  expect(answered(await office.clerk.cases.get({ id })).version).toBe(version);
});

test('a decision gives the same answer whenever it is replayed, and shows when its inputs were altered', async () => {
  const { id } = await decide(office, await openCase(office));
  const replayed = answered(await office.clerk.cases.replayDecision({ id }));
  expect(replayed).toMatchObject({ same: true, rulesKnown: true, assessment: { outcome: 'eligible' } });

  const { file } = office.caseFile;
  const kept = subject.parse(findDecision(file.read, id)?.inputs);
  const altered = JSON.stringify({ ...kept, facts: { ...kept.facts, labourStatus: 'inactive' } });
  file.transaction((db) => db.run('UPDATE decision SET inputs = :altered WHERE case_id = :id', { altered, id }));
  expect(answered(await office.clerk.cases.replayDecision({ id }))).toMatchObject({ same: false, rulesKnown: true });
});

test('rules that are no longer what their hash names are not believed', async () => {
  const lost = await openOfficeDay();
  const { id } = await decide(lost, await openCase(lost));
  lost.caseFile.file.transaction((db) => db.run("UPDATE rule_set SET body = replace(body, '25', '15')"));
  expect(answered(await lost.clerk.cases.replayDecision({ id }))).toMatchObject({ same: false, rulesKnown: false });
  await lost.close();
});

test('a vocational case takes the day of the balance that the office itself finished', async () => {
  const opened = await openCase(office);
  await decide(office, opened);
  await finishBalance(office, opened.id, ['language']);
  const { personId } = opened.person;
  const vocational = await openCase(office, { personId, programme: 'KKZ', facts: { ...noFacts, placeLink: 'lives' } });
  expect(vocational.facts.kkBalanceOn).toBe('2022-03-04');
  const decided = answered(
    await office.clerk.cases.decide({
      id: vocational.id,
      seenVersion: vocational.version,
      asOf: day('2022-03-05'),
      note: 'Bilans w aktach',
    }),
  );
  expect(decided).toMatchObject({ stage: 'eligible', decision: { note: 'Bilans w aktach', programme: 'KKZ' } });
  const suggested = answered(
    await office.clerk.agreements.suggest({ caseId: vocational.id, signedOn: day('2022-03-08') }),
  );
  expect(suggested).toMatchObject({ pool: 337, ownPercent: 13, categories: expect.arrayContaining(['sector-1']) });
});

test('lists page through every case once and count by stage and programme', async () => {
  const seen: string[] = [];
  const readOn = async (after: string | null): Promise<void> => {
    const { rows, next } = answered(await office.clerk.cases.list({ stage: null, programme: 'KK', after, limit: 3 }));
    seen.push(...rows.map(({ id }) => id));
    if (next !== null) await readOn(next);
  };
  await readOn(null);
  const everything = { stage: null, programme: 'KK', after: null, limit: 200 };
  const { total, rows } = answered(await office.clerk.cases.list(everything));
  expect(seen).toEqual(rows.map(({ id }) => id));
  expect(rows).toHaveLength(total);
  const eligible = { stage: 'eligible', programme: null, after: null, limit: 200 } as const;
  const counted = answered(await office.clerk.cases.list(eligible));
  expect(counted.rows).toHaveLength(counted.total);
});

test('reading a case is itself written down', async () => {
  const { id } = await openCase(office);
  answered(await office.advisor.cases.get({ id }));
  const { rows } = answered(await office.administrator.audit.list({ subjectId: id, after: null, limit: 10 }));
  expect(rows.map(({ operation }) => operation)).toEqual(['cases.get', 'cases.open']);
});
