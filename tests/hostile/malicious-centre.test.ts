// A central office that lies: it may refuse, and it may stay silent. It may not make a voucher count, nor break the office.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCentralClient } from '../../electron/sync/central-client.ts';
import { createPushLoop } from '../../electron/sync/push-loop.ts';
import { batchResponse } from '../../shared/wire/batch.ts';
import { numberBlocksResponse } from '../../shared/wire/enrolment.ts';
import { syncState } from '../../shared/wire/ledger.ts';
import { problemDocument } from '../../shared/wire/problem.ts';
import { createOutbox } from '../integration/sync/outbox.ts';
import {
  type Desk,
  enrolDesk,
  freeze,
  startTestCentral,
  type TestCentral,
  toItem,
  toLine,
} from '../support/central.ts';
import { hostileOf } from './generator.ts';
import { toJsonText } from './oddities.ts';

const seed = Number(process.env.TECZKA_HOSTILE_SEED ?? 20_260_301);
const questions = Number(process.env.TECZKA_HOSTILE_RUNS ?? 80);

let central: TestCentral;
let desk: Desk;
beforeAll(async () => {
  central = await startTestCentral();
  desk = await enrolDesk(central);
});
afterAll(() => central.stop());

const lies = fc.record({
  status: fc.constantFrom(200, 200, 200, 204, 301, 400, 401, 403, 413, 426, 429, 500, 503, 599),
  type: fc.constantFrom('application/json', 'application/problem+json', 'text/html', ''),
  retryAfter: fc.constantFrom(null, '0', '-1', '1e308', 'never', '9999999999999', 'Fri, 31 Dec 9999 23:59:59 GMT'),
  batch: hostileOf(batchResponse, {}),
  others: fc.oneof(
    hostileOf(numberBlocksResponse, {}),
    hostileOf(syncState, {}),
    hostileOf(problemDocument, {}),
    fc.constantFrom('<html>', '{', ''),
  ),
  namesOurs: fc.boolean(),
});

test('whatever it answers, no voucher is acknowledged without its signature, and what waits is kept', async () => {
  const delivery = freeze(toItem());
  await fc.assert(
    fc.asyncProperty(lies, async ({ status, type, retryAfter, batch, others, namesOurs }) => {
      const faults: unknown[] = [];
      const text = (url: string) => toJsonText(url.includes('vouchers:batch') ? batch : others);
      const lie = (url: string) =>
        namesOurs ? text(url).replaceAll(/"id":"[^"]*"/g, `"id":"${delivery.voucherId}"`) : text(url);
      const headers = { 'content-type': type, ...(retryAfter === null ? {} : { 'retry-after': retryAfter }) };
      const answer: typeof fetch = async (url) =>
        new Response(status === 204 ? null : lie(String(url)), { status, headers });
      const outbox = createOutbox([delivery]);
      const loop = createPushLoop({
        store: outbox,
        client: createCentralClient(toLine({ fetch: answer }), desk.enrolment),
        centreKeys: () => desk.enrolment.centreKeys,
        now: () => new Date().toISOString(),
        timers: { after: () => () => {} },
        random: () => 1,
        onFault: (error) => faults.push(error),
      });
      loop.start();
      await loop.tryNow();
      await loop.stop();
      const outcome = outbox.outcomes.get(delivery.voucherId);
      expect({ faults, state: outcome?.state ?? 'waiting' }).toEqual({
        faults: [],
        state: outcome === undefined ? 'waiting' : 'refused',
      });
      if (outcome === undefined) expect([...outbox.waiting.keys()]).toEqual([delivery.voucherId]);
    }),
    { seed, numRuns: questions },
  );
});

test('numbers, states and pools that are none are failures, never values', async () => {
  await fc.assert(
    fc.asyncProperty(lies, async ({ others, batch }) => {
      const answer: typeof fetch = async () => new Response(toJsonText([batch, others]), { status: 200 });
      const client = createCentralClient(toLine({ fetch: answer }), desk.enrolment);
      const replies = await Promise.all([
        client.getSyncState(),
        client.listDecisions(0),
        client.requestNumbers([{ programme: 'KK', count: 1 }]),
        client.listHeldVouchers(),
      ]);
      expect(replies.map((reply) => !reply.ok && reply.failure.cause)).toEqual(replies.map(() => 'protocol'));
    }),
    { seed, numRuns: 30 },
  );
});
