// What a workstation gets back of what it sent: for a case file that was restored from an older backup.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { heldItem } from '../../../shared/wire/batch.ts';
import { sendSigned } from '../../hostile/raw-central.ts';
import {
  type Desk,
  enrolDesk,
  newVoucherId,
  startTestCentral,
  type TestCentral,
  toItem,
} from '../../support/central.ts';
import { listCentreKeys, push, pushOne, readStatement, toSent, toWithdrawal } from './items.ts';

let central: TestCentral;
beforeAll(async () => {
  central = await startTestCentral();
});
afterAll(() => central.stop());

const getItem = (desk: Desk, id: string) => sendSigned(desk, { method: 'GET', path: `/v1/vouchers/${id}/item` });

describe('an accepted item', () => {
  test('is given back to the workstation that sent it, byte for byte, with a receipt that says the same', async () => {
    const desk = await enrolDesk(central);
    const voucher = toItem();
    const items = [toSent(voucher), toSent(toWithdrawal(voucher))];
    const { results } = await push(desk, items);
    const keys = await listCentreKeys(desk);
    for (const [at, { id, hash, body }] of items.entries()) {
      const answer = await getItem(desk, id);
      const { receipt, ...held } = heldItem.parse(JSON.parse(answer.body));
      expect(held).toEqual({ id, hash, body });
      expect(readStatement(receipt, keys)).toEqual(readStatement(results[at]?.receipt ?? null, keys));
      expect(createHash('sha256').update(JSON.parse(answer.body).body).digest('hex')).toBe(hash);
    }
  });

  test('is not given to another workstation, not even of the same county', async () => {
    const desk = await enrolDesk(central);
    const voucher = toItem();
    await pushOne(desk, voucher);
    const answer = await getItem(await enrolDesk(central), voucher.id);
    expect([answer.status, answer.body.includes('Przykładowa')]).toEqual([404, false]);
  });
});

test('there is nothing to give back of what was refused, never came, or is no id', async () => {
  const desk = await enrolDesk(central);
  const refused = toItem({ programme: 'NSM' });
  await pushOne(desk, refused);
  expect((await getItem(desk, refused.id)).status).toBe(404);
  expect((await getItem(desk, newVoucherId())).status).toBe(404);
  expect((await getItem(desk, 'ids')).status).toBe(400);
});

test('the list of what is held says vouchers and withdrawals, page by page in the order of their ids', async () => {
  const desk = await enrolDesk(central);
  const [first, second, third] = [toItem(), toItem(), toItem()];
  const withdrawals = [toWithdrawal(first), toWithdrawal(first), toWithdrawal(third)];
  await push(desk, [first, second, third, ...withdrawals].map(toSent));
  const listed: { id: string; kind?: string }[] = [];
  for (let path = '/v1/vouchers/ids?limit=2'; path !== ''; ) {
    const page = JSON.parse((await sendSigned(desk, { method: 'GET', path })).body);
    listed.push(...page.vouchers);
    path = page.next === null ? '' : `/v1/vouchers/ids?limit=2&after=${page.next}`;
  }
  const sent = [
    ...[first, second, third].map(({ id }) => ({ id, kind: 'voucher', outcome: 'accepted' })),
    ...withdrawals.map(({ id }, at) => ({ id, kind: 'withdrawal', outcome: at === 1 ? 'refused' : 'accepted' })),
  ];
  expect(listed).toMatchObject(sent.sort((a, b) => (a.id < b.id ? -1 : 1)));
  expect(listed.find(({ id }) => id === withdrawals[1]?.id)).toMatchObject({ code: 'already-withdrawn', seq: null });
  const state = await desk.client.getSyncState();
  expect(state.ok && state.value.workstation).toMatchObject({ accepted: 5, refused: 1 });
});

test('an answer to a push names the epoch, also where nothing could be read', async () => {
  const desk = await enrolDesk(central);
  const { epoch } = desk.enrolment;
  expect(await push(desk, [toSent(toItem())], null)).toMatchObject({ epoch });
  expect(await push(desk, [{ ...toSent(toItem()), hash: 'f'.repeat(64) }], null)).toMatchObject({ epoch });
});

describe('the head of an audit chain that was kept before a push', () => {
  const heads = ['a', 'b', 'c'].map((letter) => letter.repeat(64));
  const [one = '', two = '', three = ''] = heads;

  test('comes back with its answer: first none, then what the last push left', async () => {
    const desk = await enrolDesk(central);
    const voucher = toSent(toItem());
    expect((await push(desk, [voucher], one)).auditHeadBefore).toBe(null);
    expect((await push(desk, [toSent(toItem())], two)).auditHeadBefore).toBe(one);
    // The answer got lost and the same file sends again: what it is told is a head of its own chain.
    expect((await push(desk, [voucher], three)).auditHeadBefore).toBe(two);
  });

  test('is replaced by a push of which nothing can be read, and by none that states no head', async () => {
    const desk = await enrolDesk(central);
    await push(desk, [toSent(toItem())], one);
    const unreadable = { ...toSent(toItem()), hash: 'f'.repeat(64) };
    expect((await push(desk, [unreadable], two)).auditHeadBefore).toBe(one);
    expect((await push(desk, [toSent(toItem())], null)).auditHeadBefore).toBe(two);
    expect((await push(desk, [toSent(toItem())], three)).auditHeadBefore).toBe(two);
  });

  test('is told to one of two files that push at once under the same key', async () => {
    const desk = await enrolDesk(central);
    await push(desk, [toSent(toItem())], one);
    const answers = await Promise.all([two, three].map((head) => push(desk, [toSent(toItem())], head)));
    const [first, second] = answers.map(({ auditHeadBefore }) => auditHeadBefore);
    expect([first, second]).toContain(one);
    expect(first === one ? [two] : [three]).toContain(first === one ? second : first);
  });
});
