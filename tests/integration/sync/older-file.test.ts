// A copy of a case file, and an older one put back by hand: noticed and said, nothing lost, nothing sent twice.
import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { revokeVoucher } from '../../../central/revoke-voucher.ts';
import { compareHoldings } from '../../../electron/sync/comparison.ts';
import { passphrase } from '../../support/case-file.ts';
import {
  agree,
  agreeAgain,
  approveOrder,
  type CentralDesk,
  deliverOrder,
  exchange,
  type LinkedOffice,
  listAcknowledged,
  openLinkedOffice,
  prepareOrder,
  startCentralDesk,
  submitOrder,
  withdrawOrder,
  wordOf,
} from '../../support/linked-office.ts';
import { answered } from '../../support/office-day.ts';
import { makeShelf } from '../../support/shelf.ts';

let central: CentralDesk;
let shelf: ReturnType<typeof makeShelf>;
let original: string;
let copy: string;
let office: LinkedOffice;
beforeEach(async () => {
  shelf = makeShelf();
  central = await startCentralDesk();
  original = shelf.path('urzad');
  copy = shelf.path('kopia');
  office = await openLinkedOffice(original, { url: central.url, code: await central.newCode() });
});
afterEach(async () => {
  await office.close();
  await central.stop();
  shelf.clear();
});

/** Closes what is open and opens another folder. */
async function goTo(folder: string): Promise<void> {
  await office.close();
  office = await openLinkedOffice(folder);
}

/** What is kept beside the file for somebody to enter is not lost either. */
async function expectNothingLostOrTwice(): Promise<void> {
  const missing = answered(await office.clerk.sync.listMissingHere({})).map(({ id }) => id);
  const held = (await central.listAccepted()).filter(({ id }) => !missing.includes(id));
  expect(compareHoldings(await listAcknowledged(office), held)).toEqual({ lost: [], duplicated: [] });
}

test('two copies that speak with one key notice each other and end with the same vouchers', async () => {
  const agreement = await agree(office);
  const first = await deliverOrder(office, agreement.id);
  expect(first.delivery?.state).toBe('acknowledged');
  await office.close();
  shelf.copy(original, copy);
  office = await openLinkedOffice(original);
  expect(await exchange(office)).toMatchObject({ otherFileAt: null, missingHere: 0 });
  const second = await deliverOrder(office, agreement.id);
  expect(second).toMatchObject({ orderNumber: 2, delivery: { state: 'acknowledged' } });

  await goTo(copy);
  const noticed = await exchange(office);
  expect(noticed.otherFileAt).not.toBeNull();
  const here = answered(await office.clerk.vouchers.get({ id: second.id }));
  expect(wordOf(here)).toBe(wordOf(second));
  expect(here.delivery).toEqual({
    ...second.delivery,
    receipt: expect.any(String),
    attempts: 1,
    queuedAt: second.approvedAt,
    settledAt: expect.any(String),
  });
  expect((await agree(office)).number).not.toBe(agreement.number);
  await expectNothingLostOrTwice();

  answered(await office.administrator.sync.acceptThisFile({}));
  expect((await exchange(office)).otherFileAt).toBeNull();
});

test('an order that two copies approved differently waits in the later one, and what else is decided arrives', async () => {
  const agreement = await agree(office);
  const submitted = await submitOrder(office, await prepareOrder(office, agreement.id));
  await office.close();
  shelf.copy(original, copy);
  office = await openLinkedOffice(original);
  await approveOrder(office, submitted);
  await exchange(office);

  await goTo(copy);
  await approveOrder(office, submitted);
  expect(await exchange(office)).toMatchObject({ quarantined: 1, alarms: [] });
  const late = await deliverOrder(office, (await agree(office)).id);
  expect(late.delivery?.state).toBe('acknowledged');
  const reason = 'Kontrola uznała szkolenie za niekwalifikowane';
  await revokeVoucher(central.office, { voucherId: submitted.id, reason });
  await revokeVoucher(central.office, { voucherId: late.id, reason });
  expect(await exchange(office)).toMatchObject({ quarantined: 1, alarms: [] });
  expect(answered(await office.clerk.vouchers.get({ id: late.id })).revocation).toMatchObject({ reason });
  expect(answered(await office.clerk.vouchers.get({ id: submitted.id })).revocation).toBeNull();
});

test('an older copy put back by hand gets back what was approved after it, and goes on with free numbers', async () => {
  const agreement = await agree(office);
  const submitted = await submitOrder(office, await prepareOrder(office, agreement.id));
  await office.close();
  shelf.copy(original, copy);
  office = await openLinkedOffice(original);
  await approveOrder(office, submitted);
  await exchange(office);
  const late = await agree(office);
  await deliverOrder(office, late.id);

  await goTo(copy);
  const status = await exchange(office);
  expect(status.otherFileAt).not.toBeNull();
  expect(status).toMatchObject({ waiting: 0, acknowledged: 1, missingHere: 1 });
  expect(answered(await office.clerk.vouchers.get({ id: submitted.id }))).toMatchObject({
    state: 'approved',
    orderNumber: 1,
    order: { courseName: 'Angielski A2' },
    delivery: { state: 'acknowledged' },
  });
  const next = await deliverOrder(office, agreement.id);
  expect(next).toMatchObject({ orderNumber: 2, delivery: { state: 'acknowledged' } });
  const { pool } = answered(await office.clerk.agreements.findForCase({ caseId: agreement.caseId })) ?? {};
  expect(pool).toMatchObject({ committed: 40, left: 140, reserved: 0 });
  await expectNothingLostOrTwice();
});

test('a backup that was put back in the program gets back what came after it, and nobody has to answer for it', async () => {
  const agreement = await agree(office);
  const stick = shelf.path('kopie');
  mkdirSync(stick);
  const { path } = answered(await office.administrator.backups.makeNow({ folder: stick }));
  const sent = await deliverOrder(office, agreement.id);
  answered(await office.administrator.backups.restore({ path, passphrase }));

  await goTo(original);
  expect(await exchange(office)).toMatchObject({ otherFileAt: null, missingHere: 0, acknowledged: 1 });
  expect(wordOf(answered(await office.clerk.vouchers.get({ id: sent.id })))).toBe(wordOf(sent));
  expect(await deliverOrder(office, agreement.id)).toMatchObject({
    orderNumber: 2,
    delivery: { state: 'acknowledged' },
  });
  await expectNothingLostOrTwice();
});

test('the look at a backup tells orders that come back by themselves from those that somebody has to enter', async () => {
  const agreement = await agree(office);
  await submitOrder(office, await prepareOrder(office, agreement.id, 10));
  const stick = shelf.path('kopie');
  mkdirSync(stick);
  const { path } = answered(await office.administrator.backups.makeNow({ folder: stick }));
  await deliverOrder(office, agreement.id);
  await deliverOrder(office, (await agree(office)).id);
  await deliverOrder(office, (await agree(office)).id);
  const { present } = answered(await office.administrator.backups.preview({ path }));
  expect(present?.approvedSince).toEqual({ returning: 1, toEnter: 2, refused: 0, waiting: 0 });

  answered(await office.administrator.backups.restore({ path, passphrase }));
  await goTo(original);
  expect(await exchange(office)).toMatchObject({ acknowledged: 1, missingHere: 2 });
  await expectNothingLostOrTwice();
});

test('an order that was only prepared makes room for the one that was approved elsewhere', async () => {
  const agreement = await agree(office);
  await office.close();
  shelf.copy(original, copy);
  office = await openLinkedOffice(original);
  const sent = await deliverOrder(office, agreement.id);

  await office.close();
  office = await openLinkedOffice(copy, { fetch: () => Promise.reject(new TypeError('no network')) });
  const own = await submitOrder(office, await prepareOrder(office, agreement.id, 30));
  expect(own.orderNumber).toBe(1);
  await goTo(copy);
  await exchange(office);
  expect(answered(await office.clerk.vouchers.get({ id: sent.id })).orderNumber).toBe(1);
  await approveOrder(office, own);
  await exchange(office);
  expect(answered(await office.clerk.vouchers.get({ id: own.id }))).toMatchObject({
    orderNumber: 2,
    delivery: { state: 'acknowledged', supportId: expect.stringMatching(/\/2$/) },
  });
  await expectNothingLostOrTwice();
});

test('a withdrawal that only the other copy knows is taken over, and the vouchers are free once', async () => {
  const agreement = await agree(office);
  const voucher = await deliverOrder(office, agreement.id);
  await office.close();
  shelf.copy(original, copy);
  office = await openLinkedOffice(original);
  await withdrawOrder(office, voucher);
  expect((await exchange(office)).waiting).toBe(0);

  await goTo(copy);
  await exchange(office);
  expect(answered(await office.clerk.vouchers.get({ id: voucher.id })).withdrawal).toMatchObject({
    state: 'confirmed',
    reason: 'person-resigned',
  });
  const { pool } = answered(await office.clerk.agreements.findForCase({ caseId: agreement.caseId })) ?? {};
  expect(pool).toMatchObject({ committed: 0, left: 180 });
});

test('a voucher whose person is missing here is listed, and comes back when its agreement is entered again', async () => {
  await deliverOrder(office, (await agree(office)).id);
  await office.close();
  shelf.copy(original, copy);
  office = await openLinkedOffice(original);
  const agreement = await agree(office);
  const lost = await deliverOrder(office, agreement.id);
  const person = answered(await office.clerk.people.get({ id: lost.personId }));

  await goTo(copy);
  await exchange(office);
  expect(answered(await office.clerk.sync.listMissingHere({}))).toMatchObject([
    {
      id: lost.id,
      agreementNumber: agreement.number,
      orderNumber: 1,
      personName: lost.personName,
      vouchers: 20,
      supportId: lost.delivery?.supportId,
    },
  ]);
  const entered = await agreeAgain(office, person);
  expect(entered).toMatchObject({ number: agreement.number, pool: { committed: 20, left: 160 } });
  expect(wordOf(answered(await office.clerk.vouchers.get({ id: lost.id })))).toBe(wordOf(lost));
  expect((await exchange(office)).missingHere).toBe(0);
  await expectNothingLostOrTwice();
});
