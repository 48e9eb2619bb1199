// What the central office will not take as it is, and has not refused: it waits with that word, and is sent again.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { QueuedDelivery } from '../../../electron/sync/delivery-store.ts';
import { type ItemCode, itemCodes } from '../../../shared/wire/batch.ts';
import { freeze, pushOnce, startTestCentral, type TestCentral, toItem } from '../../support/central.ts';
import { openTestOffice } from './test-office.ts';
import { type Sky, startProxy } from './weather.ts';

let central: TestCentral;
let sky: Sky;
beforeAll(async () => {
  central = await startTestCentral();
});
afterAll(() => central.stop());
beforeEach(async () => {
  sky = await startProxy(central.url);
});
afterEach(() => sky.stop());

const openOffice = (deliveries: readonly QueuedDelivery[], batchSize = 100) =>
  openTestOffice(central, deliveries, { centralUrl: sky.url, batchSize });

const quarterOfAnHour = 15 * 60_000;

/** A release of the central office that can't read what it should. */
function answerOf(deliveries: readonly QueuedDelivery[], outcome: 'invalid' | 'conflict', code: string | null) {
  const results = deliveries.map(({ id }) => {
    return { id, outcome, code, facts: {}, seq: null, receipt: null, replay: false };
  });
  return { status: 200, body: JSON.stringify({ results }) };
}

const refusals: readonly ItemCode[] = [
  'not-funded',
  'already-admitted',
  'agreement-taken',
  'duplicate-order',
  'limit-exceeded',
  'already-withdrawn',
  'already-revoked',
];
const unsettled = itemCodes.filter((code) => !refusals.includes(code));

test.each(unsettled)(
  'a release that calls a good voucher %s gives back nothing, and its next one takes it',
  async (code) => {
    const voucher = freeze(toItem());
    const { loop, outbox, time } = await openOffice([voucher]);
    sky.forecast(answerOf([voucher], code === 'other-content' ? 'conflict' : 'invalid', code));
    loop.start();
    await time.elapse(loop);
    expect(outbox.outcomes.size).toBe(0);
    expect(outbox.waiting.get(voucher.id)).toMatchObject({ cause: code, facts: {}, attempts: 1 });
    expect(loop.state().lastFailure).toBeNull();
    expect(time.waitMs()).toBe(quarterOfAnHour);
    await time.elapse(loop);
    expect(outbox.outcomes.get(voucher.id)).toMatchObject({ state: 'acknowledged' });
  },
);

test('an answer without a code is quarantine too', async () => {
  const voucher = freeze(toItem());
  const { loop, outbox, time } = await openOffice([voucher]);
  sky.forecast(answerOf([voucher], 'invalid', null));
  loop.start();
  await time.elapse(loop);
  expect(outbox.waiting.get(voucher.id)).toMatchObject({ cause: 'invalid', facts: {} });
});

test('what the central office really can’t read says where, waits as long each time, and holds up nobody', async () => {
  const item = toItem();
  const unreadable = freeze(item, JSON.stringify({ ...item, vouchers: 'sixty' }));
  const others = Array.from({ length: 3 }, () => freeze(toItem()));
  const { loop, outbox, time } = await openOffice([unreadable, ...others], 1);
  loop.start();
  await time.elapse(loop);
  expect([...outbox.outcomes.values()].map(({ state }) => state)).toEqual(Array(3).fill('acknowledged'));
  expect(outbox.waiting.get(unreadable.id)).toMatchObject({ cause: 'schema', facts: { pointers: '/vouchers' } });
  for (const attempts of [2, 3, 4]) {
    await time.elapse(loop);
    expect(outbox.waiting.get(unreadable.id)).toMatchObject({ cause: 'schema', attempts });
    expect(time.waitMs()).toBe(quarterOfAnHour);
  }
});

test('a person’s wish sends every one of them again, once', async () => {
  const deliveries = Array.from({ length: 5 }, () => freeze(toItem()));
  const { loop, outbox, time } = await openOffice(deliveries, 2);
  sky.forecast(...Array.from({ length: 6 }, () => answerOf(deliveries, 'invalid', 'schema')));
  loop.start();
  await time.elapse(loop);
  await loop.tryNow();
  expect([...outbox.waiting.values()].map(({ attempts }) => attempts)).toEqual([2, 2, 2, 2, 2]);
  await loop.tryNow();
  expect(outbox.outcomes.size).toBe(5);
});

test('other bytes under the same id are never given back nor overwritten', async () => {
  const item = toItem();
  const { loop, outbox, time, desk } = await openOffice([freeze({ ...item, vouchers: 20, faceValueGrosze: 30_000 })]);
  await pushOnce(desk, [freeze(item)]);
  loop.start();
  await time.elapse(loop);
  expect(outbox.outcomes.size).toBe(0);
  expect(outbox.waiting.get(item.id)).toMatchObject({ cause: 'other-content', facts: {} });
});

test('a line that breaks meanwhile takes the central office’s word from nobody', async () => {
  const voucher = freeze(toItem());
  const { loop, outbox, time } = await openOffice([voucher]);
  sky.forecast(answerOf([voucher], 'invalid', 'other-county'), 'lost-request');
  loop.start();
  await time.elapse(loop);
  await time.elapse(loop);
  expect(loop.state().lastFailure?.cause).toBe('offline');
  expect(outbox.waiting.get(voucher.id)).toMatchObject({ cause: 'other-county', attempts: 2 });
});
