// From the front desk to an approved voucher in the outbox, on a real encrypted file.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listDue } from '../../../electron/database/deliveries.ts';
import { voucherItem } from '../../../shared/wire/voucher.ts';
import {
  answered,
  approve,
  day,
  languageCourse,
  makeAgreement,
  type OfficeDay,
  openOfficeDay,
  prepare,
  refusalOf,
  refuseAtCentre,
  submit,
} from '../../support/office-day.ts';

let office: OfficeDay;
beforeAll(async () => {
  office = await openOfficeDay();
});
afterAll(() => office.close());

test('a person goes from the register to an approved voucher that waits for the central office', async () => {
  const agreement = await makeAgreement(office);
  expect(agreement).toMatchObject({ number: 'WKK/0017', state: 'signed', contributionDueOn: '2022-03-28' });
  expect(agreement.pool).toMatchObject({ pool: 180, reserved: 0, committed: 0, left: 180 });

  const prepared = await prepare(office, agreement.id);
  expect(prepared.quote).toMatchObject({ vouchers: 60, faceValueGrosze: 90000, refundGrosze: 1560 });
  const submitted = await submit(office, prepared);
  const nudgesBefore = office.nudges();
  const approved = await approve(office, submitted);

  expect(approved).toMatchObject({ state: 'approved', orderNumber: 1, delivery: { state: 'waiting', attempts: 0 } });
  expect(office.nudges()).toBe(nudgesBefore + 1);
  expect(office.events.at(-1)).toEqual({ kind: 'vouchers', rows: [approved] });
  const after = answered(await office.clerk.agreements.findForCase({ caseId: agreement.caseId }));
  expect(after?.pool).toMatchObject({ reserved: 0, committed: 60, left: 120 });
  expect(answered(await office.clerk.cases.get({ id: agreement.caseId })).stage).toBe('agreement-signed');
});

test('an approval answers with the very row that the file holds from then on, sent back before or not', async () => {
  const agreement = await makeAgreement(office);
  const order = languageCourse({ hours: 10 });
  const first = await submit(office, await prepare(office, agreement.id, order));
  const seen = { id: first.id, seenVersion: first.version };
  const back = answered(await office.approver.vouchers.sendBack({ ...seen, reason: 'Do poprawy' }));
  const second = await submit(office, await prepare(office, agreement.id, order));
  for (const submitted of [await submit(office, back), second]) {
    const approved = await approve(office, submitted);
    expect(office.events.at(-1)).toEqual({ kind: 'vouchers', rows: [approved] });
    expect(answered(await office.clerk.vouchers.get({ id: submitted.id }))).toEqual(approved);
  }
});

test('what travels is frozen at approval: its hash is that of its bytes and it says only what the centre needs', async () => {
  const agreement = await makeAgreement(office);
  const approved = await approve(office, await submit(office, await prepare(office, agreement.id)));
  const { read } = office.caseFile.file;
  const queued = listDue(read, '9999-12-31T00:00:00.000Z', 500).find(({ voucherId }) => voucherId === approved.id);
  expect(
    createHash('sha256')
      .update(queued?.body ?? '')
      .digest('hex'),
  ).toBe(queued?.hash);
  const item = voucherItem.parse(JSON.parse(queued?.body ?? ''));
  expect(item).toMatchObject({ agreementNumber: agreement.number, orderNumber: 1, vouchers: 60, countyTeryt: '1212' });
  const tamper = () =>
    office.caseFile.file.transaction((db) =>
      db.run('UPDATE delivery SET body = :body WHERE id = :id', { body: '{}', id: approved.id }),
    );
  expect(tamper).toThrow('what was approved is what travels');
});

test("what does not fit the wire's own schema is not approved, and nothing of it is kept", async () => {
  const agreement = await makeAgreement(office);
  const submitted = await submit(office, await prepare(office, agreement.id));
  const { file } = office.caseFile;
  const name = (lastName: string) =>
    file.transaction((db) =>
      db.run('UPDATE person SET last_name = :lastName WHERE id = :id', { lastName, id: submitted.personId }),
    );
  const seen = { id: submitted.id, seenVersion: submitted.version };
  for (const unfit of ['', 'Wierz\u0007bińska', 'W'.repeat(101)]) {
    name(unfit);
    expect(refusalOf(await office.approver.vouchers.approve(seen))).toBe('internal');
    const kept = answered(await office.clerk.vouchers.get({ id: submitted.id }));
    expect(kept).toMatchObject({ state: 'submitted', version: submitted.version, delivery: null });
  }
  name('Wierzbińska');
  expect(await approve(office, submitted)).toMatchObject({ state: 'approved' });
});

test('whoever prepared, changed or submitted a voucher may not approve it', async () => {
  const agreement = await makeAgreement(office);
  const { administrator } = office; // holds every role
  const own = answered(await administrator.vouchers.prepare({ agreementId: agreement.id, order: languageCourse() }));
  const submitted = await submit(office, own);
  const asked = { id: own.id, seenVersion: submitted.version };
  expect(refusalOf(await administrator.vouchers.approve(asked))).toBe('same-person');
  expect(refusalOf(await office.clerk.vouchers.approve(asked))).toBe('forbidden');

  const other = await prepare(office, agreement.id, languageCourse({ hours: 10 }));
  const sent = answered(await administrator.vouchers.submit({ id: other.id, seenVersion: other.version }));
  expect(refusalOf(await administrator.vouchers.approve({ id: sent.id, seenVersion: sent.version }))).toBe(
    'same-person',
  );
});

test('the file itself refuses four eyes that are two', async () => {
  const agreement = await makeAgreement(office);
  const submitted = await submit(office, await prepare(office, agreement.id));
  const approveRaw = (who: 'prepared_by' | 'submitted_by') => () =>
    office.caseFile.file.transaction((db) =>
      db.run(`UPDATE voucher SET state = 'approved', approved_by = ${who}, approved_at = :at WHERE id = :id`, {
        id: submitted.id,
        at: '2022-03-10T09:00:00.000Z',
      }),
    );
  expect(approveRaw('prepared_by')).toThrow(/CHECK/);
  expect(approveRaw('submitted_by')).toThrow(/CHECK/);
});

test('an approved voucher never changes, not even by hand', async () => {
  const agreement = await makeAgreement(office);
  const approved = await approve(office, await submit(office, await prepare(office, agreement.id)));
  const change = () =>
    office.caseFile.file.transaction((db) =>
      db.run('UPDATE voucher SET vouchers = 1 WHERE id = :id', { id: approved.id }),
    );
  expect(change).toThrow('an approved voucher is final');
  const seen = { id: approved.id, seenVersion: approved.version };
  expect(refusalOf(await office.clerk.vouchers.cancel(seen))).toBe('wrong-state');
  expect(refusalOf(await office.approver.vouchers.sendBack({ ...seen, reason: 'Pomyłka' }))).toBe('wrong-state');
});

test('an agreement carries two orders that count; a third is refused', async () => {
  const agreement = await makeAgreement(office);
  const order = languageCourse({ hours: 20 });
  const third = await prepare(office, agreement.id, order);
  await approve(office, await submit(office, await prepare(office, agreement.id, order)));
  await submit(office, await prepare(office, agreement.id, order));
  expect(refusalOf(await office.clerk.vouchers.prepare({ agreementId: agreement.id, order }))).toBe('over-two-orders');
  const seen = { id: third.id, seenVersion: third.version };
  expect(refusalOf(await office.clerk.vouchers.submit(seen))).toBe('over-two-orders');
});

test('an order that the central office refuses gives its vouchers back and no longer counts', async () => {
  const agreement = await makeAgreement(office);
  const first = await approve(office, await submit(office, await prepare(office, agreement.id)));
  await approve(office, await submit(office, await prepare(office, agreement.id)));
  refuseAtCentre(office, first.id, day('2022-03-12'));
  refuseAtCentre(office, first.id, day('2022-03-12'));

  const refused = answered(await office.clerk.vouchers.get({ id: first.id }));
  expect(refused.delivery).toMatchObject({ state: 'refused', cause: 'limit-exceeded', facts: { remaining: 0 } });
  office.moveTo('2022-03-12');
  const after = answered(await office.clerk.agreements.findForCase({ caseId: agreement.caseId }));
  expect(after).toMatchObject({ ordersCounted: 1, pool: { committed: 60, left: 120 } });
  const next = await prepare(office, agreement.id);
  expect(next.orderNumber).toBe(3);
  office.moveTo('2022-03-10');
});

test('the pool can be read as of any day', async () => {
  const agreement = await makeAgreement(office);
  const asOf = async (date: string) =>
    answered(await office.clerk.agreements.poolAsOf({ id: agreement.id, asOf: day(date) }));
  const submitted = await submit(office, await prepare(office, agreement.id));
  office.moveTo('2022-03-20');
  await approve(office, submitted);
  expect(await asOf('2022-03-07')).toMatchObject({ pool: 0, left: 0 });
  expect(await asOf('2022-03-09')).toMatchObject({ pool: 180, reserved: 0, committed: 0, left: 180 });
  expect(await asOf('2022-03-15')).toMatchObject({ pool: 180, reserved: 60, committed: 0, left: 120 });
  expect(await asOf('2022-03-20')).toMatchObject({ pool: 180, reserved: 0, committed: 60, left: 120 });
});

test('an order beyond the pool is covered in part, and one without any voucher is refused', async () => {
  const agreement = await makeAgreement(office);
  await submit(office, await prepare(office, agreement.id, languageCourse({ hours: 150 })));
  const partly = await prepare(office, agreement.id, languageCourse({ hours: 60 }));
  expect(partly.quote).toMatchObject({ vouchers: 30, participantPaysGrosze: 30 * 1300 });
  const other = await makeAgreement(office);
  await submit(office, await prepare(office, other.id, languageCourse({ hours: 180 })));
  const asked = { agreementId: other.id, order: languageCourse() };
  expect(refusalOf(await office.clerk.vouchers.prepare(asked))).toBe('pool-exhausted');
});

test('on submission an order is quoted anew by what is left of the pool by then', async () => {
  const agreement = await makeAgreement(office);
  const first = await prepare(office, agreement.id, languageCourse({ hours: 120 }));
  const second = await prepare(office, agreement.id, languageCourse({ hours: 120 }));
  expect(second.quote.vouchers).toBe(120);
  await submit(office, first);
  expect((await submit(office, second)).quote).toMatchObject({ vouchers: 60, faceValueGrosze: 90000 });
});

test('orders are refused for what is not funded, unusable, out of term or not recommended, in this order', async () => {
  const agreement = await makeAgreement(office, ['language']);
  const refusedFor = async (changed: Parameters<typeof languageCourse>[0]) =>
    refusalOf(await office.clerk.vouchers.prepare({ agreementId: agreement.id, order: languageCourse(changed) }));
  expect(await refusedFor({ category: 'sector-6', on: day('2030-01-01') })).toBe('not-funded');
  expect(await refusedFor({ hours: null, on: day('2030-01-01') })).toBe('unusable');
  expect(await refusedFor({ on: day('2030-01-01') })).toBe('agreement-term');
  expect(await refusedFor({ category: 'it', mode: null })).toBe('category-not-recommended');
});

test('a stale writer is refused and nothing is overwritten', async () => {
  const agreement = await makeAgreement(office);
  const prepared = await prepare(office, agreement.id);
  const seen = { id: prepared.id, seenVersion: prepared.version };
  answered(await office.clerk.vouchers.change({ ...seen, order: languageCourse({ hours: 30 }) }));
  expect(refusalOf(await office.clerk.vouchers.change({ ...seen, order: languageCourse() }))).toBe('changed-meanwhile');
  expect(refusalOf(await office.clerk.vouchers.submit(seen))).toBe('changed-meanwhile');
  expect(answered(await office.clerk.vouchers.get({ id: prepared.id })).order.hours).toBe(30);
});

test('what a colleague sends back frees its vouchers, says why, and may be corrected and submitted again', async () => {
  const agreement = await makeAgreement(office);
  const submitted = await submit(office, await prepare(office, agreement.id));
  const sentBack = answered(
    await office.approver.vouchers.sendBack({ id: submitted.id, seenVersion: submitted.version, reason: 'Zły termin' }),
  );
  expect(sentBack).toMatchObject({ state: 'sent-back', reason: 'Zły termin' });
  const todo = answered(await office.clerk.reports.today({}));
  expect(todo.sentBack.rows.map(({ id }) => id)).toContain(submitted.id);
  const freed = answered(await office.clerk.agreements.findForCase({ caseId: agreement.caseId }));
  expect(freed).toMatchObject({ ordersCounted: 0, pool: { reserved: 0, left: 180 } });
  const order = languageCourse({ hours: 40 });
  const changed = answered(
    await office.clerk.vouchers.change({ id: sentBack.id, seenVersion: sentBack.version, order }),
  );
  expect((await approve(office, await submit(office, changed))).quote.vouchers).toBe(40);
});

test('a cancelled order keeps its number', async () => {
  const agreement = await makeAgreement(office);
  const prepared = await prepare(office, agreement.id);
  const cancelled = await office.clerk.vouchers.cancel({ id: prepared.id, seenVersion: prepared.version });
  expect(answered(cancelled).state).toBe('cancelled');
  expect((await prepare(office, agreement.id)).orderNumber).toBe(2);
});

test('a quote says what would be left and stores nothing', async () => {
  const agreement = await makeAgreement(office);
  const asked = { agreementId: agreement.id };
  const quoted = answered(await office.clerk.vouchers.quote({ ...asked, order: languageCourse() }));
  expect(quoted).toMatchObject({ fits: true, leftAfter: 120, quote: { vouchers: 60 } });
  const unfunded = await office.clerk.vouchers.quote({ ...asked, order: languageCourse({ category: 'postgraduate' }) });
  expect(answered(unfunded)).toEqual({ fits: false, reason: 'not-funded' });
  const page = { state: null, agreementId: agreement.id, after: null, limit: 10 };
  expect(answered(await office.clerk.vouchers.list(page)).total).toBe(0);
});
