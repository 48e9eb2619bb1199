// The case file itself can't be read or written for a while: sending rests, says so, and goes on by itself.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CentralClient } from '../../../electron/sync/central-client.ts';
import type { DeliveryStore } from '../../../electron/sync/delivery-store.ts';
import { createPushLoop } from '../../../electron/sync/push-loop.ts';
import { freeze, startTestCentral, type TestCentral, toItem } from '../../support/central.ts';
import { openTestOffice } from './test-office.ts';

let central: TestCentral;
beforeAll(async () => {
  central = await startTestCentral();
});
afterAll(() => central.stop());

const fullDisk = new Error('database or disk is full');

/** One voucher, and a store whose `ailing` step fails as long as it is asked to. */
async function openAilingOffice(ailing: keyof DeliveryStore, onPush = () => {}) {
  const { outbox, time, desk } = await openTestOffice(central, [freeze(toItem())]);
  const faults: unknown[] = [];
  const illness = { isOver: false };
  const ail = () => {
    throw fullDisk;
  };
  const store: DeliveryStore = new Proxy(outbox, {
    get: (target, name, receiver) => (name === ailing && !illness.isOver ? ail : Reflect.get(target, name, receiver)),
  });
  const centreKeys = () => desk.enrolment.centreKeys;
  const { now, timers } = time;
  const onFault = (error: unknown) => faults.push(error);
  const client: CentralClient = {
    ...desk.client,
    push: (batch) => {
      onPush();
      return desk.client.push(batch);
    },
  };
  const loop = createPushLoop({ store, client, centreKeys, now, timers, random: () => 1, onFault });
  return { loop, outbox, time, faults, illness };
}

test.each(['takeDue', 'recordOutcomes', 'nextDueAt', 'makeDue'] as const)(
  'a person whose wish fails at %s is told, and what waits goes out by itself a minute later',
  async (step) => {
    const { loop, outbox, time, faults, illness } = await openAilingOffice(step);
    loop.start();
    const wish = loop.tryNow();
    if (step === 'nextDueAt') await wish;
    else await expect(wish).rejects.toBe(fullDisk);
    expect(faults).toContain(fullDisk);
    expect(loop.state()).toMatchObject({ inFlight: false });
    illness.isOver = true;
    if (step !== 'nextDueAt') {
      expect(time.waitMs()).toBe(60_000);
      expect(loop.state().nextTryAt).not.toBeNull();
      await time.elapse(loop);
    }
    expect(outbox.outcomes.size).toBe(1);
  },
);

test('what can’t be asked when to go on is asked again in a minute, also after a nudge', async () => {
  const { loop, outbox, time, faults, illness } = await openAilingOffice('nextDueAt');
  loop.start();
  expect(time.waitMs()).toBe(60_000);
  loop.nudge();
  expect(faults).toEqual([fullDisk, fullDisk]);
  illness.isOver = true;
  await time.elapse(loop);
  expect(outbox.outcomes.size).toBe(1);
});

test('stopping ends well while an exchange fails, and nothing wakes afterwards', async () => {
  let stop = () => {};
  const { loop, time } = await openAilingOffice('recordOutcomes', () => stop());
  const stopped = new Promise<void>((done) => {
    stop = () => void loop.stop().then(done);
  });
  loop.start();
  await expect(loop.tryNow()).rejects.toBe(fullDisk);
  await stopped;
  expect(time.waitMs()).toBeNull();
});

test('a listener that fails is a fault, and not the end of sending', async () => {
  const { loop, outbox, time, faults, illness } = await openAilingOffice('makeDue');
  illness.isOver = true;
  loop.onState(() => {
    throw fullDisk;
  });
  loop.start();
  await time.elapse(loop);
  expect(faults).toContain(fullDisk);
  expect(outbox.outcomes.size).toBe(1);
});
