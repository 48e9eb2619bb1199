// The way of an approved voucher to the central office, through any weather.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { QueuedDelivery } from '../../../electron/sync/delivery-store.ts';
import { createPushLoop } from '../../../electron/sync/push-loop.ts';
import { freeze, startTestCentral, type TestCentral, toItem } from '../../support/central.ts';
import { type OfficeChanges, openTestOffice } from './test-office.ts';
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

const openOffice = (deliveries: readonly QueuedDelivery[], changes: OfficeChanges = {}) =>
  openTestOffice(central, deliveries, { centralUrl: sky.url, ...changes });
const make = (count: number) => Array.from({ length: count }, () => freeze(toItem()));

test('whatever waits is acknowledged in batches, one after another', async () => {
  const { loop, outbox, time } = await openOffice(make(25), { batchSize: 10 });
  loop.start();
  await time.elapse(loop);
  expect(sky.batchSizes).toEqual([10, 10, 5]);
  expect([...outbox.outcomes.values()].map(({ state }) => state)).toEqual(Array(25).fill('acknowledged'));
  expect(loop.state()).toMatchObject({ lastFailure: null, nextTryAt: null, inFlight: false });
});

test('a voucher whose answer got lost is sent again, and counts once', async () => {
  const { loop, outbox, time, desk } = await openOffice(make(3));
  sky.forecast('lost-answer', 'lost-answer');
  loop.start();
  await time.elapse(loop);
  expect(loop.state().lastFailure?.cause).toBe('offline');
  await time.elapse(loop);
  await time.elapse(loop);
  expect(outbox.outcomes.size).toBe(3);
  const state = await desk.client.getSyncState();
  expect(state.ok && state.value.workstation.accepted).toBe(3);
});

test('a voucher approved while the office is offline goes out when the line is back', async () => {
  const { loop, outbox, time } = await openOffice([]);
  sky.always('lost-request');
  loop.start();
  outbox.add(freeze(toItem()));
  loop.nudge();
  await time.elapse(loop);
  await time.elapse(loop);
  expect(outbox.outcomes.size).toBe(0);
  sky.always('fair');
  await time.elapse(loop);
  expect(outbox.outcomes.size).toBe(1);
});

test('waiting doubles up to a quarter of an hour, and nudges do not shorten it', async () => {
  const { loop, time } = await openOffice(make(1));
  sky.always('lost-request');
  loop.start();
  const waits: (number | null)[] = [];
  for (let times = 0; times < 11; times += 1) {
    await time.elapse(loop);
    loop.nudge();
    waits.push(time.waitMs());
  }
  const seconds = waits.map((waitMs) => (waitMs ?? 0) / 1000);
  expect(seconds).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
});

test('a person’s wish to try now goes before the waiting', async () => {
  const { loop, outbox, time } = await openOffice(make(1));
  sky.forecast('lost-request', 'lost-request', 'lost-request');
  loop.start();
  for (let times = 0; times < 3; times += 1) await time.elapse(loop);
  await loop.tryNow();
  expect(outbox.outcomes.size).toBe(1);
});

describe('each kind of trouble has its own handling', () => {
  const html = { 'content-type': 'text/html' };
  test.each([
    [
      'a sign-in page of a foreign network',
      { status: 200, headers: html, body: '<html>Zaloguj się</html>' },
      'protocol',
    ],
    ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: '' }, 'protocol'],
    ['an unknown page', { status: 404, headers: html, body: 'nie ma' }, 'protocol'],
    ['an answer of another shape', { status: 200, headers: {}, body: '{"ok":true}' }, 'protocol'],
    ['no HTTP at all', 'garbage', 'protocol'],
    ['a gateway without its server', { status: 502, headers: html, body: '<h1>Bad gateway</h1>' }, 'http'],
    ['a broken server', { status: 500, headers: {}, body: '' }, 'http'],
    ['a line that hangs', 'silence', 'timeout'],
    ['a line that breaks', 'lost-request', 'offline'],
  ] as const)('%s', async (_, weather, cause) => {
    const { loop, outbox, time } = await openOffice(make(2), { timeoutMs: 300 });
    sky.forecast(weather);
    loop.start();
    await time.elapse(loop);
    expect(loop.state().lastFailure?.cause).toBe(cause);
    const word = loop.state().lastFailure?.code ?? cause;
    expect([...outbox.waiting.values()].map((each) => each.cause)).toEqual([word, word]);
    while (outbox.waiting.size > 0) await time.elapse(loop);
    expect([...outbox.outcomes.values()].every(({ state }) => state === 'acknowledged')).toBe(true);
  });

  test('Retry-After is honoured, by a person’s wish too', async () => {
    const { loop, outbox, time } = await openOffice(make(1));
    sky.forecast({ status: 429, headers: { 'retry-after': '120' }, body: '' });
    loop.start();
    await time.elapse(loop);
    expect(time.waitMs()).toBe(120_000);
    await loop.tryNow();
    expect(outbox.outcomes.size).toBe(0);
    await time.elapse(loop);
    expect(outbox.outcomes.size).toBe(1);
  });

  test('a packet whose copy came first is signed anew and counts once', async () => {
    const { loop, outbox, time, desk } = await openOffice(make(2));
    sky.forecast('copied');
    loop.start();
    await time.elapse(loop);
    expect(loop.state().lastFailure).toBeNull();
    expect([...outbox.outcomes.values()].map(({ state }) => state)).toEqual(['acknowledged', 'acknowledged']);
    const state = await desk.client.getSyncState();
    expect(state.ok && state.value.workstation.accepted).toBe(2);
  });

  test('a line that copies everything is trouble that passes', async () => {
    const { loop, outbox, time } = await openOffice(make(1));
    sky.forecast('copied', 'copied');
    loop.start();
    await time.elapse(loop);
    expect(loop.state().lastFailure).toMatchObject({ cause: 'http', code: 'nonce-replayed' });
    expect(time.waitMs()).toBe(5_000);
    await time.elapse(loop);
    expect(outbox.outcomes.size).toBe(1);
  });

  test('too large a batch is halved at once', async () => {
    const { loop, outbox, time } = await openOffice(make(8));
    sky.forecast({ status: 413, body: '' }, { status: 413, body: '' });
    loop.start();
    await time.elapse(loop);
    expect(sky.batchSizes).toEqual([8, 4, 2, 4, 2]);
    expect(outbox.outcomes.size).toBe(8);
  });

  test('a revoked workstation keeps what it has and asks again only rarely', async () => {
    const { loop, outbox, time, desk } = await openOffice(make(1));
    await central.database.query('UPDATE device SET revoked_at = now() WHERE id = $1', [desk.enrolment.workstationId]);
    loop.start();
    await time.elapse(loop);
    expect(loop.state().lastFailure).toMatchObject({ cause: 'auth', code: 'workstation-revoked' });
    expect(time.waitMs()).toBe(15 * 60_000);
    expect(outbox.waiting.size).toBe(1);
  });
});

test('what the ledger refuses is refused with its cause, and holds up nobody', async () => {
  const tooMany = freeze(toItem({ vouchers: 181 }));
  const { loop, outbox, time } = await openOffice([tooMany, ...make(2)]);
  loop.start();
  await time.elapse(loop);
  expect(outbox.outcomes.get(tooMany.id)).toEqual({
    id: tooMany.id,
    state: 'refused',
    cause: 'limit-exceeded',
    facts: { granted: 0, remaining: 180 },
  });
  expect([...outbox.outcomes.values()].filter(({ state }) => state === 'acknowledged')).toHaveLength(2);
});

test('one item on which the central office chokes lets all others pass', async () => {
  const poison = freeze(toItem());
  const { loop, outbox, time, desk } = await openOffice([poison, ...make(6)]);
  const real = desk.client;
  const client = {
    ...real,
    push: async (batch: Parameters<typeof real.push>[0]) =>
      batch.items.some(({ id }) => id === poison.voucherId)
        ? { ok: false as const, failure: { cause: 'http' as const, status: 500, code: null, retryAfterMs: null } }
        : real.push(batch),
  };
  const { now, timers } = time;
  const centreKeys = () => desk.enrolment.centreKeys;
  const choking = createPushLoop({ store: outbox, client, centreKeys, now, timers, random: () => 1 });
  choking.start();
  for (let times = 0; times < 8 && outbox.outcomes.size < 6; times += 1) await time.elapse(choking);
  expect(outbox.outcomes.size).toBe(6);
  expect([...outbox.waiting.keys()]).toEqual([poison.voucherId]);
  await loop.stop();
});

test('while one batch travels the next one is packed, once, and leaves as it was packed', async () => {
  const { outbox, time, desk } = await openOffice(make(4));
  const real = desk.client;
  const packed: unknown[] = [];
  const sent: unknown[] = [];
  const nextIsPacked = Promise.withResolvers<void>();
  const client: typeof real = {
    ...real,
    prepare: (batch) => {
      if (packed.push(batch) === 2) nextIsPacked.resolve();
      real.prepare(batch);
    },
    push: async (batch) => {
      sent.push(batch);
      const reply = await real.push(batch);
      await nextIsPacked.promise;
      return reply;
    },
  };
  const { now, timers } = time;
  const centreKeys = () => desk.enrolment.centreKeys;
  const loop = createPushLoop({ store: outbox, client, centreKeys, now, timers, random: () => 1, batchSize: 2 });
  await loop.tryNow();
  await loop.stop();
  expect(outbox.outcomes.size).toBe(4);
  expect(packed).toHaveLength(2);
  expect(sent.every((batch, place) => batch === packed[place])).toBe(true);
});

test('a receipt that somebody altered on the way is not believed, and asked for again', async () => {
  const { loop, outbox, time, desk } = await openOffice(make(2));
  const real = desk.client;
  let tampers = true;
  const client = {
    ...real,
    push: async (batch: Parameters<typeof real.push>[0]) => {
      const reply = await real.push(batch);
      if (!reply.ok || !tampers) return reply;
      tampers = false;
      const results = reply.value.results.map((result, at) => {
        if (at > 0) return result;
        const [header, payload = '', ...proof] = result.receipt?.split('.') ?? [];
        const text = Buffer.from(payload, 'base64url').toString().replace('16_WKK', '16_XKK');
        const altered = [header, Buffer.from(text).toString('base64url'), ...proof];
        return { ...result, receipt: altered.join('.') };
      });
      return { ok: true as const, value: { results } };
    },
  };
  const { now, timers } = time;
  const centreKeys = () => desk.enrolment.centreKeys;
  const deceived = createPushLoop({ store: outbox, client, centreKeys, now, timers, random: () => 1 });
  deceived.start();
  await time.elapse(deceived);
  expect(outbox.outcomes.size).toBe(1);
  expect([...outbox.waiting.values()].map(({ cause }) => cause)).toEqual(['protocol']);
  await time.elapse(deceived);
  expect([...outbox.outcomes.values()].map(({ state }) => state)).toEqual(['acknowledged', 'acknowledged']);
  await loop.stop();
});

test('agreement numbers that run low are refilled after an exchange', async () => {
  const blocks: { programme: string; first: number; last: number }[] = [];
  const numbers = {
    listWanted: () => (blocks.length === 0 ? [{ programme: 'KK', count: 30 }] : []),
    addNumberBlocks: (granted: readonly (typeof blocks)[number][]) => void blocks.push(...granted),
  };
  const { loop, time } = await openOffice(make(1), { numbers });
  loop.start();
  await time.elapse(loop);
  expect(blocks.map(({ programme, first, last }) => [programme, last - first + 1])).toEqual([['KK', 30]]);
});
