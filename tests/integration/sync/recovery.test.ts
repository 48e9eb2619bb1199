// What is lost is found by comparing both sides, and nothing is sent while they cannot meet.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareHoldings } from '../../../electron/sync/comparison.ts';
import { failWith } from '../../../electron/sync/failure.ts';
import { createPushLoop } from '../../../electron/sync/push-loop.ts';
import { freeze, startTestCentral, type TestCentral, toItem } from '../../support/central.ts';
import { openTestOffice } from './test-office.ts';

let central: TestCentral;
beforeAll(async () => {
  central = await startTestCentral();
});
afterAll(() => central.stop());

const make = (count: number) => Array.from({ length: count }, () => freeze(toItem()));

test('where the central office cannot be asked how it stands, what is due has had its try, and says why', async () => {
  const { outbox, time, desk } = await openTestOffice(central, make(2));
  const loop = createPushLoop({
    store: outbox,
    client: desk.client,
    centreKeys: () => desk.enrolment.centreKeys,
    ...{ now: time.now, timers: time.timers, random: () => 1 },
    meet: async () => failWith('offline'),
  });
  await loop.tryNow();
  const told = [...outbox.waiting.values()].map(({ attempts, cause }) => ({ attempts, cause }));
  expect(told).toEqual([
    { attempts: 1, cause: 'offline' },
    { attempts: 1, cause: 'offline' },
  ]);
  await loop.stop();
});

test('lost and duplicated vouchers are found by comparing both sides', async () => {
  const deliveries = make(3);
  const { loop, outbox, time, desk } = await openTestOffice(central, deliveries);
  loop.start();
  await time.elapse(loop);
  const held = await desk.client.listHeldVouchers();
  const hashes = new Map(deliveries.map(({ id, hash }) => [id, hash]));
  const own = [...outbox.outcomes.values()].flatMap((each) =>
    each.state === 'acknowledged' ? [{ id: each.id, hash: hashes.get(each.id) ?? '', supportId: each.supportId }] : [],
  );
  const there = held.ok ? held.value : [];
  expect(compareHoldings(own, there)).toEqual({ lost: [], duplicated: [] });
  expect(compareHoldings(own, there.slice(1)).lost).toHaveLength(1);
  expect(compareHoldings(own.slice(1), there).duplicated).toHaveLength(1);
});
