// Three offices, one person among them all, and a line that fails at random: a seed makes each run the same.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareHoldings } from '../../../electron/sync/comparison.ts';
import { freeze, newVoucherId, startTestCentral, type TestCentral, toItem } from '../../support/central.ts';
import { openTestOffice, type TestOffice } from './test-office.ts';
import { type Sky, startProxy } from './weather.ts';

let central: TestCentral;
let sky: Sky;
beforeAll(async () => {
  central = await startTestCentral();
  sky = await startProxy(central.url);
});
afterAll(async () => {
  await sky.stop();
  await central.stop();
});

/** Mulberry32: the same numbers for the same seed. */
function createChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    const again = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((again ^ (again >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const troubles = [
  'lost-request',
  'lost-answer',
  'lost-answer',
  'garbage',
  'silence',
  { status: 502, body: '<h1>502</h1>' },
  { status: 413, body: '' },
] as const;

test.each([1, 2, 3])('nothing is lost, doubled or above the pool (seed %i)', async (seed) => {
  const chance = createChance(seed);
  const shared = toItem({ vouchers: 40 });
  const offices: TestOffice[] = [];
  const hashes = new Map<string, string>();
  for (let count = 0; count < 3; count += 1) {
    const order = (at: number) => ({ ...shared, id: newVoucherId(), orderNumber: 1 + count * 3 + at });
    const deliveries = [
      ...Array.from({ length: 20 }, () => freeze(toItem())),
      ...[0, 1, 2].map((at) => freeze(order(at))),
    ];
    for (const { id, hash } of deliveries) hashes.set(id, hash);
    offices.push(await openTestOffice(central, deliveries, { centralUrl: sky.url, batchSize: 7, timeoutMs: 250 }));
  }
  for (let count = 0; count < 25; count += 1) {
    sky.forecast(chance() < 0.3 ? 'fair' : (troubles[Math.floor(chance() * troubles.length)] ?? 'fair'));
  }
  for (const { loop } of offices) loop.start();
  while (offices.some(({ outbox }) => outbox.waiting.size > 0)) {
    const waiting = offices.filter(({ outbox }) => outbox.waiting.size > 0);
    await Promise.all(waiting.map(({ time, loop }) => time.elapse(loop)));
  }

  const ends = offices.flatMap(({ outbox }) => [...outbox.outcomes.values()]);
  // 180 vouchers hold four orders of 40; the other five are refused, wherever they came from.
  expect(ends.filter(({ state }) => state === 'acknowledged')).toHaveLength(3 * 20 + 4);
  expect(ends.filter((end) => end.state === 'refused' && end.cause === 'limit-exceeded')).toHaveLength(5);
  for (const { outbox, desk } of offices) {
    expect(new Set(outbox.written).size).toBe(outbox.written.length);
    const held = await desk.client.listHeldVouchers();
    const there = held.ok ? held.value : [];
    const own = [...outbox.outcomes.values()].map((end) => ({
      id: end.id,
      hash: hashes.get(end.id) ?? '',
      supportId: end.state === 'acknowledged' ? end.supportId : null,
    }));
    expect(compareHoldings(own, there)).toEqual({ lost: [], duplicated: [] });
  }
});
