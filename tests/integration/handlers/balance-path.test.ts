// The Career Balance and the agreement that rests on it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  answered,
  day,
  decide,
  finishBalance,
  finishedContent,
  type OfficeDay,
  openCase,
  openOfficeDay,
  refusalOf,
  signAgreement,
  signedOn,
} from '../../support/office-day.ts';

let office: OfficeDay;
beforeAll(async () => {
  office = await openOfficeDay('2022-03-10');
});
afterAll(() => office.close());

const informedOn = day('2022-03-01');
const signatures = { personSignedOn: day('2022-03-04'), advisorSignedOn: day('2022-03-04') };
const eligibleCase = async () => decide(office, await openCase(office));

test('a balance starts only where the person was found eligible, and once', async () => {
  const opened = await openCase(office);
  const asked = { caseId: opened.id, variant: 'deep', informedOn } as const;
  expect(refusalOf(await office.advisor.balances.start(asked))).toBe('not-decided');
  await decide(office, opened);
  expect(answered(await office.advisor.balances.start(asked))).toMatchObject({ versionNumber: 1, state: 'draft' });
  expect(refusalOf(await office.advisor.balances.start(asked))).toBe('wrong-state');
  expect(answered(await office.clerk.cases.get({ id: opened.id })).stage).toBe('balance-started');
});

test('an incomplete balance is not signed, and the answer names what it lacks', async () => {
  const { id: caseId } = await eligibleCase();
  const draft = answered(await office.advisor.balances.start({ caseId, variant: 'basic', informedOn }));
  const content = { ...finishedContent(['sector-6']), feedback: null };
  const saved = answered(await office.advisor.balances.save({ id: draft.id, seenVersion: draft.version, content }));
  const answer = await office.advisor.balances.finish({ id: saved.id, seenVersion: saved.version, ...signatures });
  expect(answer).toMatchObject({
    problem: {
      reason: 'balance-incomplete',
      facts: { 'section-empty': 'feedback', 'category-unknown': 'sector-6' },
    },
  });
});

test('a finished balance never changes: not through the program, not by hand', async () => {
  const { id: caseId } = await eligibleCase();
  const finished = await finishBalance(office, caseId, ['language']);
  const content = { ...finished.content, goal: 'Inny' };
  const change = { id: finished.id, seenVersion: finished.version, content };
  expect(refusalOf(await office.advisor.balances.save(change))).toBe('balance-finished');
  for (const set of ["content = '{}'", "advisor_signed_on = '2022-03-05'", "state = 'draft'"]) {
    const byHand = () =>
      office.caseFile.file.transaction((db) => db.run(`UPDATE balance SET ${set} WHERE id = :id`, { id: finished.id }));
    expect(byHand).toThrow('a finished balance is final');
  }
});

test('a new version takes the place of a finished balance once both have signed it', async () => {
  const { id: caseId } = await eligibleCase();
  const { id, version } = await finishBalance(office, caseId, ['language']);
  const draft = answered(await office.advisor.balances.supersede({ id, seenVersion: version }));
  expect(draft).toMatchObject({ versionNumber: 2, supersedes: id, state: 'draft' });
  expect(refusalOf(await office.advisor.balances.supersede({ id, seenVersion: version }))).toBe('wrong-state');
  const content = finishedContent(['it']);
  const saved = answered(await office.advisor.balances.save({ id: draft.id, seenVersion: draft.version, content }));
  const suggest = async () => answered(await office.clerk.agreements.suggest({ caseId, signedOn })).categories;
  expect(await suggest()).toEqual(['language']);
  answered(await office.advisor.balances.finish({ id: saved.id, seenVersion: saved.version, ...signatures }));
  expect(await suggest()).toEqual(['it']);
  const versions = answered(await office.clerk.balances.listForCase({ caseId }));
  expect(versions.map(({ state }) => state)).toEqual(['finished', 'superseded']);
});

test('an agreement rests on a finished balance and stays within its categories', async () => {
  const { id: caseId } = await eligibleCase();
  const term = { validFrom: signedOn, validTo: day('2023-03-07') };
  const asked = { caseId, ...term, categories: ['language'] };
  expect(refusalOf(await office.clerk.agreements.draft(asked))).toBe('balance-not-finished');
  await finishBalance(office, caseId, ['language']);
  expect(refusalOf(await office.clerk.agreements.draft({ ...asked, categories: ['it'] }))).toBe(
    'category-not-recommended',
  );
  expect(refusalOf(await office.clerk.agreements.draft({ ...asked, validTo: day('2022-01-01') }))).toBe(
    'agreement-term',
  );
  const draft = answered(await office.clerk.agreements.draft(asked));
  expect(draft).toMatchObject({ number: null, state: 'draft', contributionDueOn: null });
  expect(refusalOf(await office.clerk.agreements.draft(asked))).toBe('agreement-exists');
  const longer = {
    id: draft.id,
    seenVersion: draft.version,
    ...term,
    validTo: day('2023-06-30'),
    categories: ['language'],
  };
  expect(answered(await office.clerk.agreements.changeDraft(longer)).validTo).toBe('2023-06-30');
  expect(refusalOf(await office.clerk.agreements.changeDraft(longer))).toBe('changed-meanwhile');
});

test('without a granted number the draft stays a draft', async () => {
  const { id: caseId } = await eligibleCase();
  await finishBalance(office, caseId, ['language']);
  const { file } = office.caseFile;
  const kept = file.read.get<{ next: number }>("SELECT next FROM number_block WHERE programme = 'KK'")?.next ?? 0;
  file.transaction((db) => db.run("UPDATE number_block SET next = last + 1 WHERE programme = 'KK'"));
  const { validFrom, validTo, categories } = answered(await office.clerk.agreements.suggest({ caseId, signedOn }));
  const draft = answered(await office.clerk.agreements.draft({ caseId, validFrom, validTo, categories }));
  const asked = { id: draft.id, seenVersion: draft.version, signedOn };
  expect(refusalOf(await office.clerk.agreements.sign(asked))).toBe('number-block-empty');
  expect(answered(await office.clerk.agreements.findForCase({ caseId }))?.state).toBe('draft');
  file.transaction((db) => db.run("UPDATE number_block SET next = :kept WHERE programme = 'KK'", { kept }));
  expect(answered(await office.clerk.agreements.sign(asked)).state).toBe('signed');
  expect(refusalOf(await office.clerk.agreements.sign({ ...asked, seenVersion: 2 }))).toBe('wrong-state');
});

test('a programme without vouchers has no agreement', async () => {
  const facts = { labourStatus: 'unemployed', abroadFrom: day('2021-01-01'), abroadTo: day('2021-12-01') } as const;
  const { facts: none } = await openCase(office);
  const opened = await openCase(office, {
    programme: 'NSM',
    facts: { ...none, ...facts, returnedOn: day('2021-12-15') },
  });
  await decide(office, opened);
  const asked = await office.clerk.agreements.suggest({ caseId: opened.id, signedOn });
  expect(refusalOf(asked)).toBe('no-vouchers-in-programme');
});

test('a draft takes no orders', async () => {
  const { id: caseId } = await eligibleCase();
  await finishBalance(office, caseId, ['language']);
  const { validFrom, validTo, categories } = answered(await office.clerk.agreements.suggest({ caseId, signedOn }));
  const draft = answered(await office.clerk.agreements.draft({ caseId, validFrom, validTo, categories }));
  expect(draft.pool).toMatchObject({ pool: 180, left: 180 });
  const order = {
    kind: 'exam',
    category: 'language',
    mode: null,
    hours: null,
    priceGrosze: 45000,
    zrk: 'no',
    on: day('2022-03-15'),
    courseName: '',
    providerName: 'Lingua',
    burNumber: '',
  } as const;
  const asked = await office.clerk.vouchers.prepare({ agreementId: draft.id, order });
  expect(refusalOf(asked)).toBe('agreement-not-signed');
});

test('what waits today is listed by the work that waits', async () => {
  const today = await openOfficeDay('2022-03-10');
  const undecided = await openCase(today);
  const decided = await decide(today, await openCase(today));
  const balanced = await decide(today, await openCase(today));
  await finishBalance(today, balanced.id, ['language']);
  const signed = await decide(today, await openCase(today));
  await finishBalance(today, signed.id, ['language']);
  await signAgreement(today, signed.id);
  const report = answered(await today.clerk.reports.today({}));
  expect(report).toMatchObject({ people: 4, cases: 4, toApprove: { total: 0 }, refused: { total: 0 } });
  expect(report.toDecide).toMatchObject({ total: 1, rows: [{ id: undecided.id }] });
  expect(report.balancesToDo).toMatchObject({ total: 1, rows: [{ id: decided.id }] });
  expect(report.agreementsToSign).toMatchObject({ total: 1, rows: [{ id: balanced.id }] });
  await today.close();
});
