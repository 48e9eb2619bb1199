// Whatever is done to the orders of an agreement, in whatever order: no voucher appears, disappears or is spent twice.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Voucher } from '../../../shared/contract/vouchers.ts';
import {
  answered,
  day,
  languageCourse,
  makeAgreement,
  type OfficeDay,
  openOfficeDay,
  refuseAtCentre,
} from '../../support/office-day.ts';

let office: OfficeDay;
beforeAll(async () => {
  office = await openOfficeDay();
});
afterAll(() => office.close());

const acts = ['prepare', 'submit', 'approve', 'send-back', 'cancel', 'refuse', 'next-day'] as const;
const step = fc.record({ act: fc.constantFrom(...acts), which: fc.nat(5), hours: fc.integer({ min: 1, max: 200 }) });
type Step = { act: (typeof acts)[number]; which: number; hours: number };

test('pool = reserved + committed + left, never below zero, and at most two orders count', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async (steps) => {
      office.moveTo('2022-03-10');
      const agreement = await makeAgreement(office);
      let today = 10;
      for (const each of steps) {
        if (each.act === 'next-day') today += 1;
        office.moveTo(`2022-03-${today}`);
        await take(agreement.id, each, today);
        await expectBalanced(agreement.caseId);
      }
    }),
    { numRuns: 25 },
  );
});

/** Refusals are answers too: only what was granted counts. */
async function take(agreementId: string, { act, which, hours }: Step, today: number): Promise<void> {
  const { clerk, approver } = office;
  const chosen = choose(await listOrders(agreementId), act, which);
  if (act === 'prepare') await clerk.vouchers.prepare({ agreementId, order: languageCourse({ hours }) });
  if (chosen === undefined) return;
  const seen = { id: chosen.id, seenVersion: chosen.version };
  if (act === 'submit') await clerk.vouchers.submit(seen);
  if (act === 'approve') await approver.vouchers.approve(seen);
  if (act === 'send-back') await approver.vouchers.sendBack({ ...seen, reason: 'Do poprawy' });
  if (act === 'cancel') await clerk.vouchers.cancel(seen);
  if (act === 'refuse') refuseAtCentre(office, chosen.id, day(`2022-03-${today}`));
}

const actsOn: Partial<Record<Step['act'], readonly Voucher['state'][]>> = {
  submit: ['prepared', 'sent-back'],
  approve: ['submitted'],
  'send-back': ['submitted'],
  refuse: ['approved'],
};

/** Mostly an order to which the act may be done; now and then any, which must be refused. */
function choose(orders: readonly Voucher[], act: Step['act'], which: number): Voucher | undefined {
  const states = actsOn[act];
  const fitting = states === undefined || which === 0 ? orders : orders.filter(({ state }) => states.includes(state));
  return fitting[which % Math.max(1, fitting.length)];
}

async function listOrders(agreementId: string): Promise<Voucher[]> {
  const page = { agreementId, state: null, after: null, limit: 100 };
  return answered(await office.clerk.vouchers.list(page)).rows;
}

async function expectBalanced(caseId: string): Promise<void> {
  const agreement = answered(await office.clerk.agreements.findForCase({ caseId }));
  if (agreement === null) throw new Error('the agreement is there');
  const { pool, reserved, committed, left } = agreement.pool;
  expect(pool).toBe(180);
  expect(reserved + committed + left).toBe(180);
  expect(Math.min(reserved, committed, left)).toBeGreaterThanOrEqual(0);
  expect(agreement.ordersCounted).toBeLessThanOrEqual(2);
  const orders = await listOrders(agreement.id);
  const held = (state: Voucher['state']) =>
    orders
      .filter((order) => order.state === state && order.delivery?.state !== 'refused')
      .reduce((sum, { quote }) => sum + quote.vouchers, 0);
  expect({ reserved, committed }).toEqual({ reserved: held('submitted'), committed: held('approved') });
}
