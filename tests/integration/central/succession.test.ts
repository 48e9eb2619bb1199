// A case file under a new key is the same one to the central office, if the former key says so.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkLedger } from '../../../central/check.ts';
import { revokeVoucher } from '../../../central/revoke-voucher.ts';
import { createCentralClient } from '../../../electron/sync/central-client.ts';
import { enrol, type Past } from '../../../electron/sync/enrolment.ts';
import { createWorkstationKey } from '../../../electron/sync/workstation-key.ts';
import { type Desk, enrolDesk, startTestCentral, type TestCentral, toItem, toLine } from '../../support/central.ts';
import { listCentreKeys, push, pushOne, readStatement, toSent, toWithdrawal } from './items.ts';

let central: TestCentral;
let former: Desk;
beforeAll(async () => {
  central = await startTestCentral();
});
beforeEach(async () => {
  former = await enrolDesk(central);
});
afterAll(() => central.stop());

const pastOf = (...desks: Desk[]): Past => ({ formers: desks.map(({ enrolment }) => enrolment), numbersReached: [] });

async function succeed(past: Past, county = '1212'): Promise<Desk> {
  const { code } = await central.createEnrolmentCode(county);
  const reply = await enrol(toLine(), { centralUrl: central.url, code, past });
  if (!reply.ok) throw new Error(`enrolment failed: ${reply.failure.code}`);
  return { enrolment: reply.value, client: createCentralClient(toLine(), reply.value) };
}

async function ownOf({ client }: Desk, id: string) {
  const decisions = await client.listDecisions(0);
  return decisions.ok ? decisions.value.decisions.filter(({ voucherId }) => voucherId === id) : [];
}

describe('what a former key sent', () => {
  test('is its own in the feed, given back, listed and counted, also when that key was revoked', async () => {
    const voucher = toItem();
    const items = [toSent(voucher), toSent(toWithdrawal(voucher)), toSent(toItem({ programme: 'NSM' }))];
    const { results } = await push(former, items);
    await central.office.database.query('UPDATE device SET revoked_at = now() WHERE id = $1', [
      former.enrolment.workstationId,
    ]);
    const desk = await succeed(pastOf(former));
    const keys = await listCentreKeys(desk);
    const said = results.slice(0, 2).map(({ receipt }) => readStatement(receipt, keys));
    const own = await ownOf(desk, voucher.id);
    expect(own.map(({ isOwn, statement }) => ({ isOwn, said: readStatement(statement, keys) }))).toEqual(
      said.map((each) => ({ isOwn: true, said: each })),
    );
    const held = await desk.client.getHeldItem(voucher.id);
    expect(held).toMatchObject({ ok: true, value: { body: items[0]?.body } });
    expect(held.ok && readStatement(held.value.receipt, keys)).toEqual(said[0]);
    const later = toItem();
    await pushOne(desk, later);
    const list = await desk.client.listHeldVouchers();
    const ids = [...items.map(({ id }) => id), later.id].sort();
    expect(list.ok && list.value.map(({ id }) => id)).toEqual(ids);
    const state = await desk.client.getSyncState();
    expect(state.ok && state.value.workstation).toMatchObject({ accepted: 3, refused: 1 });
    expect(await checkLedger(central.office)).toEqual([]);
  });

  test('is answered as before when it is sent once more', async () => {
    const item = toItem();
    const { receipt, ...first } = await pushOne(former, item);
    const desk = await succeed(pastOf(former));
    const { receipt: again, ...second } = await pushOne(desk, item);
    expect(second).toEqual({ ...first, replay: true });
    const keys = await listCentreKeys(desk);
    expect(readStatement(again, keys)).toEqual(readStatement(receipt, keys));
  });

  test('a revocation of it comes with its statement', async () => {
    const item = toItem();
    await pushOne(former, item);
    const desk = await succeed(pastOf(former));
    await revokeVoucher(central.office, { voucherId: item.id, reason: 'Pomyłka.' });
    expect((await ownOf(desk, item.id)).at(-1)).toMatchObject({ kind: 'voucher-revoked', isOwn: true });
    expect((await ownOf(desk, item.id)).at(-1)?.statement).not.toBeNull();
  });

  test('is one whole over three keys, whichever of them vouch', async () => {
    const items = [toItem(), toItem(), toItem()];
    await pushOne(former, items[0] ?? toItem());
    const second = await succeed(pastOf(former));
    await pushOne(second, items[1] ?? toItem());
    // A copy that has only the first key.
    const third = await succeed(pastOf(former));
    await pushOne(third, items[2] ?? toItem());
    const list = await third.client.listHeldVouchers();
    expect(list.ok && list.value.map(({ id }) => id)).toEqual(items.map(({ id }) => id).sort());
    expect(await second.client.getSyncState()).toMatchObject({ failure: { code: 'workstation-revoked' } });
  });

  test('two lines that one file had become one', async () => {
    const item = toItem();
    await pushOne(former, item);
    const strangerToIt = await succeed({ formers: [], numbersReached: [] });
    const desk = await succeed(pastOf(strangerToIt, former));
    expect(await desk.client.getHeldItem(item.id)).toMatchObject({ ok: true });
  });
});

test('a former key is refused from then on, and what it anchored stands under the new one', async () => {
  const head = createHash('sha256').update('head').digest('hex');
  await former.client.push({ auditHead: head, items: [toSent(toItem())] });
  const desk = await succeed(pastOf(former));
  expect(await former.client.getSyncState()).toMatchObject({ failure: { code: 'workstation-revoked' } });
  const state = await desk.client.getSyncState();
  expect(state.ok && state.value.workstation.auditHead).toBe(head);
});

describe('nothing is inherited', () => {
  async function expectNothing(desk: Desk, id: string) {
    expect(await desk.client.getHeldItem(id)).toMatchObject({ failure: { code: 'not-found' } });
    expect((await ownOf(desk, id)).some(({ isOwn, statement }) => isOwn || statement !== null)).toBe(false);
    expect(await former.client.getSyncState()).toMatchObject({ ok: true });
    expect(desk.enrolment.formerBlocks).toBeUndefined();
  }

  test('without the former key', async () => {
    const item = toItem();
    await pushOne(former, item);
    const { workstationId } = former.enrolment;
    const { privateKey } = createWorkstationKey();
    await expectNothing(await succeed({ formers: [{ workstationId, privateKey }], numbersReached: [] }), item.id);
  });

  test('with a code of another county', async () => {
    const item = toItem();
    await pushOne(former, item);
    await expectNothing(await succeed(pastOf(former), '1208'), item.id);
  });
});

describe('agreement numbers', () => {
  const nextOf = async () => {
    const sql = `SELECT next FROM number_counter WHERE programme = 'KK'`;
    return (await central.office.database.query<{ next: number }>(sql))[0]?.next ?? 0;
  };

  test('of the former key are told, and none of them is granted again', async () => {
    const desk = await succeed(pastOf(former));
    expect(desk.enrolment.formerBlocks).toEqual(expect.arrayContaining(former.enrolment.numberBlocks));
    const last = (blocks: readonly { programme: string; last: number }[]) =>
      Math.max(...blocks.filter(({ programme }) => programme === 'KK').map((block) => block.last));
    const first = desk.enrolment.numberBlocks.find(({ programme }) => programme === 'KK')?.first ?? 0;
    expect(first).toBeGreaterThan(last(former.enrolment.numberBlocks));
  });

  test('that a file had of a ledger which has forgotten them are passed over', async () => {
    const reached = (await nextOf()) + 300;
    const desk = await succeed({ formers: [], numbersReached: [{ programme: 'KK', last: reached }] });
    expect(desk.enrolment.numberBlocks).toContainEqual({ programme: 'KK', first: reached + 1, last: reached + 50 });
  });

  test('are not used up by whoever claims to have had them all', async () => {
    const before = await nextOf();
    await succeed({ formers: [], numbersReached: [{ programme: 'KK', last: Number.MAX_SAFE_INTEGER }] });
    await succeed({ formers: [], numbersReached: [{ programme: 'KK', last: before + 200_000 }] });
    expect(await nextOf()).toBe(before + 100);
  });
});
