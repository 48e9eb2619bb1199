// What is lost is found: a central office restored from an old backup, and the comparison of both sides.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareHoldings } from '../../../electron/sync/comparison.ts';
import type { RecoveryStore } from '../../../electron/sync/delivery-store.ts';
import { failWith } from '../../../electron/sync/failure.ts';
import { createPushLoop } from '../../../electron/sync/push-loop.ts';
import { requeueForgotten } from '../../../electron/sync/recovery.ts';
import { freeze, restoreWithout, startTestCentral, type TestCentral, toItem } from '../../support/central.ts';
import { openTestOffice } from './test-office.ts';

let central: TestCentral;
beforeAll(async () => {
  central = await startTestCentral();
});
afterAll(() => central.stop());

const make = (count: number) => Array.from({ length: count }, () => freeze(toItem()));

test('a central office restored from an old backup gets again what it forgot, and only that', async () => {
  const { loop, outbox, time, desk } = await openTestOffice(central, make(4));
  loop.start();
  await time.elapse(loop);
  await loop.stop();
  const acknowledged = [...outbox.outcomes.values()];
  const forgotten = acknowledged.slice(2).map(({ id }) => id);
  await restoreWithout(central.database, forgotten);
  const requeued: string[] = [];
  const recovery: RecoveryStore = {
    findNewestReceipt: () =>
      acknowledged.flatMap((each) => (each.state === 'acknowledged' ? each.receipt : [])).at(-1) ?? null,
    listAcknowledgedIds: () => acknowledged.map(({ id }) => id),
    requeue: (ids) => void requeued.push(...ids),
  };
  const { now, timers } = time;
  const centreKeys = () => desk.enrolment.centreKeys;
  const again = createPushLoop({
    store: outbox,
    client: desk.client,
    centreKeys,
    now,
    timers,
    random: () => 1,
    meet: async () => {
      const state = await desk.client.getSyncState();
      return state.ok ? requeueForgotten(desk.client, recovery, { state: state.value, at: now() }) : state;
    },
  });
  await again.tryNow();
  expect(requeued.sort()).toEqual(forgotten.sort());
});

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
