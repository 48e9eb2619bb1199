// What the central office promises to whoever keeps it running: what waits is bounded, what is counted is true.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createGate, type GateLimits } from '../../../central/back-pressure.ts';
import { HttpProblem } from '../../../central/http-problem.ts';
import { createMetrics } from '../../../central/metrics.ts';
import type { QueuedDelivery } from '../../../electron/sync/delivery-store.ts';
import { enrol } from '../../../electron/sync/enrolment.ts';
import {
  type Desk,
  enrolDesk,
  freeze,
  newVoucherId,
  pushOnce,
  startTestCentral,
  type TestCentral,
  toItem,
  toLine,
} from '../../support/central.ts';
import { patiently } from './running.ts';
import { beginBatch } from './slow-batch.ts';

/** The figure of a line, by the line's beginning. */
function readFigure(text: string, line: string): number {
  const found = text.split('\n').find((each) => each.startsWith(`${line} `));
  return Number(found?.slice(line.length + 1) ?? Number.NaN);
}

function toItems(deliveries: readonly QueuedDelivery[]) {
  return deliveries.map(({ voucherId: id, hash, body }) => ({ id, hash, body }));
}

describe('a central office with room for three batches, two of a workstation', () => {
  let central: TestCentral;
  beforeEach(async () => {
    const limits = { batchesAtOnce: 1, batchesInHouse: 3, batchesPerWorkstation: 2 };
    central = await startTestCentral({ limits });
  });
  afterEach(() => central.stop());
  const read = (line: string) => readFigure(central.office.metrics.toText(), line);
  const inHouse = () => read('teczka_batches{state="in-house"}');

  test('answers a flood with 200 or with 429 and when to come back; tried again, everything is accepted once', async () => {
    const desks = await Promise.all(Array.from({ length: 12 }, () => enrolDesk(central)));
    let turnedAway = 0;
    const deliver = async ({ client }: Desk): Promise<void> => {
      for (let batch = 0; batch < 4; batch += 1) {
        const items = toItems(Array.from({ length: 25 }, () => freeze(toItem())));
        for (;;) {
          const reply = await client.push({ auditHead: null, items });
          if (reply.ok) {
            expect(reply.value.results.map(({ outcome }) => outcome)).toEqual(items.map(() => 'accepted'));
            break;
          }
          expect(reply.failure).toMatchObject({ cause: 'http', status: 429, code: 'too-many-requests' });
          expect(reply.failure.retryAfterMs).toBeGreaterThan(0);
          turnedAway += 1;
        }
      }
    };
    const slow = (await Promise.all([1, 2, 3].map(() => enrolDesk(central)))).map(beginBatch);
    await expect.poll(inHouse, patiently).toBe(3);
    const flood = Promise.all(desks.map(deliver));
    await expect.poll(() => turnedAway, patiently).toBeGreaterThan(desks.length);
    for (const batch of slow) batch.finish();
    await flood;
    expect((await Promise.all(slow.map(({ answered }) => answered))).map(({ status }) => status)).toEqual([
      200, 200, 200,
    ]);
    expect(read('teczka_batches_turned_away_total{reason="house-full"}')).toBe(turnedAway);
    const sql = 'SELECT count(*)::integer AS entries, count(DISTINCT voucher_id)::integer AS vouchers FROM entry';
    expect(await central.database.query(sql)).toEqual([{ entries: 1203, vouchers: 1203 }]);
    await expect.poll(inHouse, patiently).toBe(0);
  });

  test('turns the fourth batch away before it reads its body, and has room again when one is through', async () => {
    const desks = await Promise.all(Array.from({ length: 4 }, () => enrolDesk(central)));
    const begun = desks.slice(0, 3).map(beginBatch);
    await expect.poll(inHouse, patiently).toBe(3);
    const [fourth] = desks.slice(3);
    if (fourth === undefined) throw new Error('four desks');
    const refused = await beginBatch(fourth).answered;
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '2']);
    for (const batch of begun) batch.finish();
    expect((await Promise.all(begun.map(({ answered }) => answered))).map(({ status }) => status)).toEqual([
      200, 200, 200,
    ]);
    await expect.poll(inHouse, patiently).toBe(0);
    const [result] = await pushOnce(fourth, [freeze(toItem())]);
    expect(result?.outcome).toBe('accepted');
  });

  test('turns a batch of a mebibyte away in words that its workstation still hears while it sends', async () => {
    const desks = await Promise.all(Array.from({ length: 4 }, () => enrolDesk(central)));
    const begun = desks.slice(0, 3).map(beginBatch);
    await expect.poll(inHouse, patiently).toBe(3);
    const items = toItems(Array.from({ length: 16 }, () => freeze(toItem(), 'x'.repeat(60_000))));
    for (let time = 0; time < 20; time += 1) {
      const reply = await desks[3]?.client.push({ auditHead: null, items });
      expect(reply).toMatchObject({ ok: false, failure: { cause: 'http', status: 429, code: 'too-many-requests' } });
    }
    for (const batch of begun) batch.hangUp();
  });

  test('lets one workstation take up two places and no more', async () => {
    const [greedy, other] = [await enrolDesk(central), await enrolDesk(central)];
    const held = [beginBatch(greedy), beginBatch(greedy)];
    await expect.poll(inHouse, patiently).toBe(2);
    expect((await beginBatch(greedy).answered).status).toBe(429);
    expect(read('teczka_batches_turned_away_total{reason="workstation-full"}')).toBe(1);
    const [result] = await pushOnce(other, [freeze(toItem())]);
    expect(result?.outcome).toBe('accepted');
    for (const batch of held) batch.hangUp();
  });

  test('has the place back of a workstation that hung up', async () => {
    const desk = await enrolDesk(central);
    const batch = beginBatch(desk);
    await expect.poll(inHouse, patiently).toBe(1);
    batch.hangUp();
    await expect.poll(inHouse, patiently).toBe(0);
  });

  test('gives no place to whoever signed nothing', async () => {
    const desk = await enrolDesk(central);
    const stranger = { ...desk, enrolment: { ...desk.enrolment, workstationId: newVoucherId() } };
    const answers = await Promise.all(Array.from({ length: 5 }, () => beginBatch(stranger).answered));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
    expect(inHouse()).toBe(0);
  });
});

describe('turns at the database', () => {
  const limits: GateLimits = { batchesAtOnce: 2, batchesInHouse: 4, batchesPerWorkstation: 4, longestWaitMs: 60_000 };
  const whenTold = () => {
    let tell = () => {};
    const told = new Promise<void>((resolve) => {
      tell = resolve;
    });
    return { told, tell };
  };

  test('are given in the order of coming, so many at once and no more', async () => {
    const gate = createGate(limits, createMetrics());
    const [first, second] = [whenTold(), whenTold()];
    const begun: number[] = [];
    const work = (number: number, until = Promise.resolve()) =>
      gate.inTurn(async () => {
        begun.push(number);
        await until;
      });
    const all = [work(1, first.told), work(2, second.told), work(3), work(4)];
    await Promise.resolve();
    expect(begun).toEqual([1, 2]);
    second.tell();
    await all[3];
    expect(begun).toEqual([1, 2, 3, 4]);
    first.tell();
    await Promise.all(all);
  });

  test('are taken back from whoever waits too long, and work that fails gives its turn back', async () => {
    const gate = createGate({ ...limits, batchesAtOnce: 1, longestWaitMs: 5 }, createMetrics());
    const { told, tell } = whenTold();
    const failing = gate.inTurn(async () => {
      await told;
      throw new Error('the work failed');
    });
    const late = await gate.inTurn(async () => 'done').catch((error: unknown) => error);
    expect(late instanceof HttpProblem && [late.problemCode, late.headers]).toEqual([
      'too-many-requests',
      { 'retry-after': '2' },
    ]);
    tell();
    await expect(failing).rejects.toThrow('the work failed');
    expect(await gate.inTurn(async () => 'done')).toBe('done');
  });

  test('are not waited for by more than the house holds', async () => {
    const gate = createGate({ ...limits, batchesAtOnce: 1, batchesInHouse: 2 }, createMetrics());
    const { told, tell } = whenTold();
    const all = [1, 2, 3].map(() => gate.inTurn(() => told));
    await expect(gate.inTurn(() => told)).rejects.toThrow('too-many-requests');
    tell();
    await Promise.all(all);
  });
});

describe('the figures', () => {
  let central: TestCentral;
  beforeAll(async () => {
    central = await startTestCentral();
  });
  afterAll(() => central.stop());

  test('say what was asked, how it ended and what came of each item, and nothing about anybody', async () => {
    const desk = await enrolDesk(central);
    const item = toItem();
    const delivery = freeze(item);
    const tooMany = freeze({ ...item, id: newVoucherId(), orderNumber: 2, vouchers: 100_000 });
    await pushOnce(desk, [delivery, freeze(toItem(), '{}')]);
    await pushOnce(desk, [delivery, tooMany]);
    await fetch(`${central.url}/osoby/Przyk%C5%82adowa?pesel=85051412349`);
    const text = central.office.metrics.toText();
    const figures = (lines: readonly string[]) => lines.map((line) => readFigure(text, line));
    expect(
      figures([
        'teczka_items_total{outcome="accepted",replay="no"}',
        'teczka_items_total{outcome="accepted",replay="yes"}',
        'teczka_items_total{outcome="refused",replay="no"}',
        'teczka_items_total{outcome="invalid",replay="no"}',
        'teczka_batch_items_count',
        'teczka_batch_items_sum',
        'teczka_requests_total{route="/v1/vouchers::batch",method="POST",status="200"}',
        'teczka_requests_total{route="none",method="GET",status="404"}',
        'teczka_request_seconds_count{route="/v1/vouchers::batch"}',
      ]),
    ).toEqual([1, 1, 1, 1, 2, 4, 2, 1, 2]);
    expect(readFigure(text, 'process_resident_memory_bytes')).toBeGreaterThan(0);
    for (const personal of ['Przyk', '85051412349', desk.enrolment.workstationId, delivery.voucherId]) {
      expect(text).not.toContain(personal);
    }
  });

  test('are written as Prometheus reads them', () => {
    const metrics = createMetrics();
    const count = metrics.counter('said_total', 'How often.');
    count();
    count({ what: 'a "b" \\ c\nd' }, 2);
    const took = metrics.histogram('took_seconds', 'How long.', [0.5, 1]);
    for (const value of [0.25, 0.5, 0.75, 3]) took(value, { route: '/x' });
    metrics.gauge('now', 'How many.', () => [{ value: 7 }]);
    expect(metrics.toText().split('\n')).toEqual([
      '# HELP said_total How often.',
      '# TYPE said_total counter',
      'said_total 1',
      'said_total{what="a \\"b\\" \\\\ c\\nd"} 2',
      '# HELP took_seconds How long.',
      '# TYPE took_seconds histogram',
      'took_seconds_bucket{route="/x",le="0.5"} 2',
      'took_seconds_bucket{route="/x",le="1"} 3',
      'took_seconds_bucket{route="/x",le="+Inf"} 4',
      'took_seconds_sum{route="/x"} 4.5',
      'took_seconds_count{route="/x"} 4',
      '# HELP now How many.',
      '# TYPE now gauge',
      'now 7',
      '',
    ]);
  });

  test('a code that ten workstations type at once enrols one of them', async () => {
    const { code } = await central.createEnrolmentCode('1212');
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => enrol(toLine(), { centralUrl: central.url, code })),
    );
    const refused = replies.flatMap((reply) => (reply.ok ? [] : reply.failure.code));
    expect(refused).toEqual(Array.from({ length: 9 }, () => 'code-used'));
    const sql = 'SELECT count(*)::integer AS known FROM enrolment_code WHERE device_id IS NOT NULL AND county = $1';
    const [row] = await central.database.query<{ known: number }>(sql, ['1212']);
    expect(row?.known).toBe(2);
  });
});
