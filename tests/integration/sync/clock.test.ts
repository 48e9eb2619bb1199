// A clock that ran ahead and is put right again must not make anything wait for the day it had shown.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listDue, listPostponed } from '../../../electron/database/deliveries.ts';
import { freeze, startTestCentral, type TestCentral, toItem } from '../../support/central.ts';
import { approve, makeAgreement, openOfficeDay, prepare, submit } from '../../support/office-day.ts';
import { openTestOffice } from './test-office.ts';

let central: TestCentral;
beforeAll(async () => {
  central = await startTestCentral();
});
afterAll(() => central.stop());

const yearMs = 365 * 86_400_000;

/** An office whose clock and timer the test moves, on a line that is dead at first. */
async function openOfficeWithClock() {
  const clock = { nowMs: Date.now() + yearMs, waits: [] as (() => void)[] };
  const delivery = freeze(toItem());
  const office = await openTestOffice(central, [delivery], {
    centralUrl: 'http://127.0.0.1:9',
    now: () => new Date(clock.nowMs).toISOString(),
    timers: {
      after: (_, work) => {
        clock.waits = [work];
        return () => {
          clock.waits = [];
        };
      },
    },
  });
  return { ...office, clock, delivery };
}

test('a failure is not waited out for a year when the clock is set back by one', async () => {
  const { loop, outbox, clock, delivery } = await openOfficeWithClock();
  loop.start();
  await loop.tryNow();
  expect(outbox.waiting.get(delivery.voucherId)?.attempts).toBe(1);
  clock.nowMs -= yearMs;
  clock.waits[0]?.();
  await expect.poll(() => outbox.waiting.get(delivery.voucherId)?.attempts).toBe(2);
  await loop.stop();
});

test('what was approved under a clock that ran ahead is due once it is right', async () => {
  const office = await openOfficeDay();
  try {
    const agreement = await makeAgreement(office);
    office.moveTo('2022-04-10');
    const { id } = await approve(office, await submit(office, await prepare(office, agreement.id)));
    const { read } = office.caseFile.file;
    expect(listDue(read, '2022-03-20T08:00:00.000Z', 10)).toEqual([]);
    expect(listPostponed(read, '2022-03-20T08:15:00.000Z', 10)).toMatchObject([{ voucherId: id }]);
  } finally {
    await office.close();
  }
});
