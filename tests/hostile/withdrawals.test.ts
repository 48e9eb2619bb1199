// Withdrawals that a workstation gone bad makes up: each gets an outcome, and the ledger still agrees with itself.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkLedger } from '../../central/check.ts';
import { batchResponse } from '../../shared/wire/batch.ts';
import { withdrawalItem } from '../../shared/wire/withdrawal.ts';
import { toWithdrawal } from '../integration/central/items.ts';
import {
  type Desk,
  enrolDesk,
  freeze,
  newVoucherId,
  pushOnce,
  startTestCentral,
  type TestCentral,
  toItem,
} from '../support/central.ts';
import { hostileOf } from './generator.ts';
import { toJsonText } from './oddities.ts';
import { sendSigned } from './raw-central.ts';

const seed = Number(process.env.TECZKA_HOSTILE_SEED ?? 20_260_301);
const questions = Number(process.env.TECZKA_HOSTILE_RUNS ?? 80);

let central: TestCentral;
let desk: Desk;
beforeAll(async () => {
  central = await startTestCentral();
  desk = await enrolDesk(central);
});
afterAll(() => central.stop());

const toSent = (id: string, made: unknown) => {
  const body = toJsonText(made).slice(0, 60_000).padEnd(2);
  return { id, hash: createHash('sha256').update(body).digest('hex'), body };
};

test('a made-up withdrawal gets an outcome, and no pool gets back what was not taken from it', async () => {
  const victims = [toItem({ vouchers: 50 }), toItem({ vouchers: 60 }), toItem({ vouchers: 70 })] as const;
  const delivered = victims.map((victim) => freeze(victim));
  await pushOnce(desk, delivered);
  const known = { voucherId: victims.map(({ id }) => id) };
  const made = fc.record({
    victim: fc.constantFrom(...victims),
    other: hostileOf(withdrawalItem, known),
    field: fc.constantFrom(...Object.keys(toWithdrawal(victims[0]))),
  });
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(made, { minLength: 1, maxLength: 5 }), async (asked) => {
      const items = asked.flatMap(({ victim, other, field }) => {
        const fitting = toWithdrawal(victim);
        const harmed = { ...fitting, [field]: Reflect.get(Object(other), field) };
        return [toSent(newVoucherId(), other), toSent(fitting.id, harmed)];
      });
      const body = JSON.stringify({ schema: 'batch/1', auditHead: null, items });
      const answer = await sendSigned(desk, { path: '/v1/vouchers:batch', body });
      expect(answer.status, answer.body).toBe(200);
      for (const { outcome, code } of batchResponse.parse(JSON.parse(answer.body)).results) seen.add(code ?? outcome);
    }),
    { seed, numRuns: questions },
  );
  expect([...seen]).toEqual(expect.arrayContaining(['schema', 'other-county', 'accepted', 'already-withdrawn']));
  expect(await checkLedger(central.office)).toEqual([]);
  const sql = 'SELECT sum(spent)::integer AS spent FROM person_fund';
  expect(await central.database.query(sql)).toEqual([{ spent: 0 }]);
});

test.each(['%00', '..', "0190aaaa-0000-7000-8000-000000000001'", '%F0%9F%92%BE', '__proto__', 'x'.repeat(5000)])(
  'the item %.40s is nobody’s, and asking for it is no fault',
  async (id) => {
    const answer = await sendSigned(desk, { method: 'GET', path: `/v1/vouchers/${id}/item` });
    expect([400, 404]).toContain(answer.status);
    expect(answer.type).toContain('application/problem+json');
  },
);
