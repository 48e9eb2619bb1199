// What the central office decides by itself reaches the office: signed, in order, and once.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCentreKey } from '../../../central/centre-keys.ts';
import { revokeVoucher } from '../../../central/revoke-voucher.ts';
import {
  agree,
  approveOrder,
  type CentralDesk,
  deliverOrder,
  exchange,
  type LinkedOffice,
  openLinkedOffice,
  prepareOrder,
  startCentralDesk,
  submitOrder,
} from '../../support/linked-office.ts';
import { answered } from '../../support/office-day.ts';
import { makeShelf } from '../../support/shelf.ts';

let central: CentralDesk;
let office: LinkedOffice;
let shelf: ReturnType<typeof makeShelf>;
/** What happens to an answer on its way: nothing unless a test says so. */
let onTheWay: (answer: Response, url: string) => Response | Promise<Response>;
beforeEach(async () => {
  shelf = makeShelf();
  central = await startCentralDesk();
  onTheWay = (answer) => answer;
  office = await openLinkedOffice(shelf.path('urzad'), {
    ...{ url: central.url, code: await central.newCode() },
    fetch: async (input, init) => onTheWay(await fetch(input, init), String(input)),
  });
});
afterEach(async () => {
  await office.close();
  await central.stop();
  shelf.clear();
});

const find = async (id: string) => answered(await office.clerk.vouchers.get({ id }));
const poolOf = async (caseId: string) => answered(await office.clerk.agreements.findForCase({ caseId }))?.pool;
const reason = 'Kontrola uznała szkolenie za niekwalifikowane';

/** An answer whose JSON is another than was sent, and says nothing of its bytes. */
async function rewrite<Body>(answer: Response, change: (body: Body) => unknown): Promise<Response> {
  const body: Body = JSON.parse(await answer.text());
  return new Response(JSON.stringify(change(body)), { status: answer.status });
}

test('a voucher that the central office took back says why, and its vouchers are in the pool again, once', async () => {
  const agreement = await agree(office);
  const voucher = await deliverOrder(office, agreement.id);
  expect(voucher.revocation).toBeNull();
  await revokeVoucher(central.office, { voucherId: voucher.id, reason });
  await exchange(office);
  expect(await find(voucher.id)).toMatchObject({ revocation: { reason }, delivery: { state: 'acknowledged' } });
  expect(await poolOf(agreement.caseId)).toMatchObject({ committed: 0, left: 180 });
  await exchange(office);
  expect(await poolOf(agreement.caseId)).toMatchObject({ committed: 0, left: 180 });
  const { rows } = answered(await office.administrator.audit.list({ subjectId: voucher.id, after: null, limit: 50 }));
  expect(rows.filter(({ operation }) => operation === 'sync.revoked')).toHaveLength(1);
  expect((await deliverOrder(office, agreement.id)).delivery?.state).toBe('acknowledged');
});

test('an answer that was lost is learnt from the feed, with its receipt', async () => {
  const agreement = await agree(office);
  onTheWay = (answer, url) => (url.includes(':batch') ? Promise.reject(new TypeError('cut')) : answer);
  const { id } = await approveOrder(office, await submitOrder(office, await prepareOrder(office, agreement.id)));
  await exchange(office);
  expect((await find(id)).delivery).toMatchObject({ state: 'acknowledged', attempts: 2 });
  expect(answered(await office.clerk.sync.checkReceipt({ voucherId: id })).verdict).toBe('holds');
});

test('a revocation that nobody trusted signed is not believed, said, and asked for again', async () => {
  const agreement = await agree(office);
  const voucher = await deliverOrder(office, agreement.id);
  await revokeVoucher(central.office, { voucherId: voucher.id, reason });
  type Feed = { decisions: { kind: string; statement: string | null }[] };
  const forge = (line: Feed['decisions'][number]) => {
    const [header, , ...proof] = line.statement?.split('.') ?? [];
    const payload = Buffer.from('{}').toString('base64url');
    return line.kind === 'voucher-revoked' ? { ...line, statement: [header, payload, ...proof].join('.') } : line;
  };
  onTheWay = (answer, url) =>
    url.includes('/v1/decisions')
      ? rewrite<Feed>(answer, ({ decisions, ...rest }) => ({ ...rest, decisions: decisions.map(forge) }))
      : answer;
  expect((await exchange(office)).alarms).toEqual(['unverified-statement']);
  expect((await find(voucher.id)).revocation).toBeNull();
  onTheWay = (answer) => answer;
  expect((await exchange(office)).alarms).toEqual([]);
  expect((await find(voucher.id)).revocation).not.toBeNull();
});

test('a place that is missing in the feed is said, and nothing behind it is read', async () => {
  const agreement = await agree(office);
  const voucher = await deliverOrder(office, agreement.id);
  await revokeVoucher(central.office, { voucherId: voucher.id, reason });
  type Feed = { decisions: unknown[] };
  onTheWay = (answer, url) =>
    url.includes('/v1/decisions') ? rewrite<Feed>(answer, (feed) => ({ ...feed, decisions: [] })) : answer;
  expect((await exchange(office)).alarms).toEqual(['feed-gap']);
  onTheWay = (answer) => answer;
  expect((await exchange(office)).alarms).toEqual([]);
});

test('a newer key of the central office is adopted on the word of the former one, and old receipts hold', async () => {
  const agreement = await agree(office);
  const old = await deliverOrder(office, agreement.id);
  const now = new Date().toISOString();
  const { database, secrets } = central.office;
  await database.transaction((query) => createCentreKey(query, secrets, { at: now, signsFrom: now }));
  // Longer than the central office keeps its list of keys in hand.
  central.moveClock(120);
  const young = await deliverOrder(office, agreement.id);
  const check = async ({ id }: { id: string }) => answered(await office.clerk.sync.checkReceipt({ voucherId: id }));
  expect([(await check(old)).verdict, (await check(young)).verdict]).toEqual(['holds', 'holds']);
  expect((await check(old)).keyId).not.toBe((await check(young)).keyId);
});

test('a key that nobody trusted vouches for is never believed, and said for as long as it is shown', async () => {
  type State = { centreKeys: { keyId: string; publicKey: string }[] };
  const stranger = { keyId: 'obcy', publicKey: 'A'.repeat(43) };
  expect((await exchange(office)).alarms).toEqual([]);
  onTheWay = (answer, url) =>
    url.includes('/v1/sync-state')
      ? rewrite<State>(answer, (state) => ({ ...state, centreKeys: [...state.centreKeys, stranger] }))
      : answer;
  expect((await exchange(office)).alarms).toEqual(['strange-key']);
  onTheWay = (answer) => answer;
  expect((await exchange(office)).alarms).toEqual([]);
});

test('what a person has left there is told before an order is approved, and no line stands in the way', async () => {
  const agreement = await agree(office);
  await deliverOrder(office, agreement.id, 60);
  const next = await submitOrder(office, await prepareOrder(office, agreement.id, 40));
  const ask = async () => answered(await office.approver.sync.askPersonPool({ voucherId: next.id }));
  expect(await ask()).toMatchObject({ asked: true, granted: 60, remaining: 120, warning: null });
  onTheWay = () => Promise.reject(new TypeError('no network'));
  expect(await ask()).toEqual({ asked: false });
});

test('a clock that is behind that of the central office is measured', async () => {
  expect(Math.abs((await exchange(office)).clockOffsetSeconds ?? 999)).toBeLessThan(5);
  central.moveClock(240);
  await deliverOrder(office, (await agree(office)).id);
  await office.close();
  office = await openLinkedOffice(shelf.path('urzad'));
  expect(Math.abs(((await exchange(office)).clockOffsetSeconds ?? 0) - 240)).toBeLessThan(5);
});

test('whether it is there is found by agreement, order, ID wsparcia and person', async () => {
  const agreement = await agree(office);
  const { id, delivery } = await deliverOrder(office, agreement.id);
  const number = agreement.number ?? '';
  for (const text of [number, `${number}/1`, number.toLowerCase(), delivery?.supportId ?? '', 'Źrebięcka']) {
    const { rows } = answered(await office.clerk.sync.findDeliveries({ text }));
    expect(
      rows.map((row) => row.id),
      text,
    ).toEqual([id]);
  }
  expect(answered(await office.clerk.sync.findDeliveries({ text: `${number}/2` })).rows).toEqual([]);
});
