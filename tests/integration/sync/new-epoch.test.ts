// After a restore the central office begins a new epoch, and its places in the feed are others: it is read anew.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { revokeVoucher } from '../../../central/revoke-voucher.ts';
import { compareHoldings } from '../../../electron/sync/comparison.ts';
import { forget, restoreWithout } from '../../support/central.ts';
import {
  agree,
  type CentralDesk,
  deliverOrder,
  exchange,
  type LinkedOffice,
  listAcknowledged,
  openLinkedOffice,
  startCentralDesk,
  withdrawOrder,
} from '../../support/linked-office.ts';
import { answered } from '../../support/office-day.ts';
import { makeShelf } from '../../support/shelf.ts';

let central: CentralDesk;
let office: LinkedOffice;
let shelf: ReturnType<typeof makeShelf>;
/** The places behind which the feed was asked for. */
let asked: number[];
beforeEach(async () => {
  shelf = makeShelf();
  asked = [];
  central = await startCentralDesk();
  office = await openOffice({ url: central.url, code: await central.newCode() });
});
afterEach(async () => {
  await office.close();
  await central.stop();
  shelf.clear();
});

const openOffice = (enrolment: { url?: string; code?: string } = {}) =>
  openLinkedOffice(shelf.path('urzad'), {
    ...enrolment,
    fetch: (input, init) => {
      const { pathname, searchParams } = new URL(String(input));
      if (pathname === '/v1/decisions') asked.push(Number(searchParams.get('after')));
      return fetch(input, init);
    },
  });

const find = async (id: string) => answered(await office.clerk.vouchers.get({ id }));
const poolOf = async (caseId: string) => answered(await office.clerk.agreements.findForCase({ caseId }))?.pool;
const reason = 'Kontrola uznała szkolenie za niekwalifikowane';
const revoke = ({ id: voucherId }: { id: string }) => revokeVoucher(central.office, { voucherId, reason });

/** What the central office's word did to a voucher. */
async function listEffects(id: string): Promise<string[]> {
  const { rows } = answered(await office.administrator.audit.list({ subjectId: id, after: null, limit: 100 }));
  return rows.map(({ operation }) => operation).filter((operation) => operation.startsWith('sync.'));
}

/** Orders of one agreement that met every fate, all of it read here, and the last one forgotten there by a restore. */
async function restoreCentral(restore = restoreWithout) {
  const agreement = await agree(office);
  const revoked = await deliverOrder(office, agreement.id, 10);
  await revoke(revoked);
  await exchange(office);
  const withdrawn = await deliverOrder(office, agreement.id, 20);
  await withdrawOrder(office, withdrawn);
  await exchange(office);
  const kept = await deliverOrder(office, agreement.id, 30);
  const forgotten = await deliverOrder(office, agreement.id, 40);
  await restore(central.office.database, [forgotten.id]);
  // Longer than the central office keeps its epoch in hand.
  central.moveClock(120);
  asked = [];
  return { agreement, revoked, withdrawn, kept, forgotten };
}

test('the feed is read from its beginning once, nothing in it counts twice, and what is decided now arrives', async () => {
  const { agreement, revoked, withdrawn, kept, forgotten } = await restoreCentral();
  const others = [revoked, withdrawn];
  const lookAt = () => Promise.all(others.map(async ({ id }) => [await find(id), await listEffects(id)]));
  const before = await lookAt();
  expect(await poolOf(agreement.caseId)).toMatchObject({ committed: 70, left: 110 });
  // At the place where this office has read of the acceptance that was forgotten.
  await revoke(kept);
  expect((await exchange(office)).alarms).toEqual([]);
  expect(asked.slice(0, 2)).toEqual([6, 0]);
  expect(await find(kept.id)).toMatchObject({ revocation: { reason }, delivery: { state: 'acknowledged' } });
  expect(await lookAt()).toEqual(before);
  expect(await poolOf(agreement.caseId)).toMatchObject({ committed: 40, left: 140 });

  // What was forgotten goes out by itself.
  await expect.poll(() => listEffects(forgotten.id), { timeout: 60_000 }).toEqual(['sync.settle', 'sync.settle']);
  asked = [];
  await exchange(office);
  expect(asked).not.toContain(0);
  expect(await listEffects(kept.id)).toEqual(['sync.revoked', 'sync.settle']);
});

test('a feed that ends before the place that was read is read from its beginning, whatever its epoch', async () => {
  const { agreement, kept } = await restoreCentral(forget);
  await exchange(office);
  expect(asked.slice(0, 2)).toEqual([6, 0]);
  await revoke(kept);
  expect((await exchange(office)).alarms).toEqual([]);
  expect((await find(kept.id)).revocation).toMatchObject({ reason });
  expect(await poolOf(agreement.caseId)).toMatchObject({ committed: 40, left: 140 });
});

test('what the restore forgot is sent again at the next start, and is counted once on both sides', async () => {
  const { agreement, forgotten } = await restoreCentral();
  await office.close();
  office = await openOffice();
  expect(await exchange(office)).toMatchObject({ alarms: [], waiting: 0, missingHere: 0 });
  expect((await find(forgotten.id)).delivery?.state).toBe('acknowledged');
  expect(await poolOf(agreement.caseId)).toMatchObject({ committed: 70, left: 110 });
  const own = (await listAcknowledged(office)).filter(({ id }) => id === forgotten.id);
  const held = (await central.listAccepted()).filter(({ id }) => id === forgotten.id);
  expect(own).toHaveLength(1);
  expect(compareHoldings(own, held)).toEqual({ lost: [], duplicated: [] });
});
