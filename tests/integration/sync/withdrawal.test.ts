// A withdrawal on its way: confirmed with a receipt that names its voucher, and patient with a central office that does
// not know the voucher yet.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { QueuedDelivery } from '../../../electron/sync/delivery-store.ts';
import { sortResults } from '../../../electron/sync/outcomes.ts';
import { verifyReceipt } from '../../../electron/sync/receipts.ts';
import { freeze, newVoucherId, pushOnce, startTestCentral, type TestCentral, toItem } from '../../support/central.ts';
import { toSent, toWithdrawal } from '../central/items.ts';
import { openTestOffice } from './test-office.ts';

let central: TestCentral;
beforeAll(async () => {
  central = await startTestCentral();
});
afterAll(() => central.stop());

/** A voucher and its withdrawal, as frozen at approval. */
function make(): { voucher: QueuedDelivery; withdrawal: QueuedDelivery } {
  const item = toItem();
  const sent = toSent(toWithdrawal(item));
  return { voucher: freeze(item), withdrawal: { ...sent, kind: 'withdrawal', voucherId: item.id, attempts: 0 } };
}

test('is acknowledged with a receipt that names the voucher that no longer counts', async () => {
  const { voucher, withdrawal } = make();
  const { loop, outbox, time, desk } = await openTestOffice(central, [voucher]);
  loop.start();
  await time.elapse(loop);
  outbox.add(withdrawal);
  await loop.tryNow();
  await loop.stop();
  const outcome = outbox.outcomes.get(withdrawal.id);
  if (outcome?.state !== 'acknowledged') throw new Error('it was not acknowledged');
  const { centreKeys } = desk.enrolment;
  expect(verifyReceipt(outcome.receipt, { ...withdrawal, centreKeys })).toMatchObject({
    ok: true,
    value: { voucherId: withdrawal.id, withdraws: voucher.id },
  });
  // Neither is it the receipt of another voucher's withdrawal, nor of a voucher.
  for (const other of [{ voucherId: newVoucherId() }, { kind: 'voucher' as const, voucherId: withdrawal.id }])
    expect(verifyReceipt(outcome.receipt, { ...withdrawal, ...other, centreKeys })).toMatchObject({ ok: false });
});

test('waits while the central office does not know the voucher, and goes once it does', async () => {
  const { voucher, withdrawal } = make();
  const { loop, outbox, time, desk } = await openTestOffice(central, [withdrawal]);
  loop.start();
  await time.elapse(loop);
  expect(outbox.outcomes.size).toBe(0);
  expect(outbox.waiting.get(withdrawal.id)).toMatchObject({ cause: 'unknown-voucher', attempts: 1 });
  expect(loop.state().lastFailure).toBeNull();
  await loop.tryNow();
  expect(outbox.waiting.get(withdrawal.id)).toMatchObject({ attempts: 2 });
  await pushOnce(desk, [voucher]);
  await time.elapse(loop);
  await loop.stop();
  expect(outbox.outcomes.get(withdrawal.id)).toMatchObject({ state: 'acknowledged' });
});

test('is not acknowledged by the receipt of its voucher', async () => {
  const { voucher, withdrawal } = make();
  const { desk } = await openTestOffice(central, []);
  const [result] = await pushOnce(desk, [voucher]);
  if (result === undefined) throw new Error('no answer');
  const { unbelieved } = sortResults([withdrawal], [{ ...result, id: withdrawal.id }], desk.enrolment.centreKeys);
  expect(unbelieved).toEqual([withdrawal]);
});
