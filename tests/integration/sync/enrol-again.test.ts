// A workstation that the central office revoked, forgot or left behind at an old address finds its way back.
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCommand } from '../../../central/commands.ts';
import { revokeWorkstation } from '../../../central/enrol-workstation.ts';
import { createEnrolmentCode } from '../../../central/enrolment-codes.ts';
import { revokeVoucher } from '../../../central/revoke-voucher.ts';
import { compareHoldings } from '../../../electron/sync/comparison.ts';
import { toProblemDocument } from '../../../shared/wire/problem.ts';
import { type Ledgers, makeLedgers } from '../../support/ledgers.ts';
import {
  agree,
  approveOrder,
  type CentralDesk,
  deliverOrder,
  exchange,
  type LinkedOffice,
  listAcknowledged,
  openLinkedOffice,
  prepareOrder,
  startCentralDesk,
  submitOrder,
} from '../../support/linked-office.ts';
import { answered } from '../../support/office-day.ts';
import { makeShelf } from '../../support/shelf.ts';

const masterSecret = randomBytes(32);
const startAt = (name: string) => startCentralDesk({ openLedger: () => ledgers.open(name), masterSecret });
let ledgers: Ledgers;
let shelf: ReturnType<typeof makeShelf>;
let central: CentralDesk;
let office: LinkedOffice;
let beside: CentralDesk | undefined;
const original = () => shelf.path('urzad');
beforeEach(async () => {
  shelf = makeShelf();
  ledgers = makeLedgers();
  central = await startAt('rejestr');
  office = await openLinkedOffice(original(), { url: central.url, code: await central.newCode() });
});
afterEach(async () => {
  await office.close();
  await Promise.all([central.stop(), beside?.stop()]);
  beside = undefined;
  await ledgers.clear();
  shelf.clear();
});

const statusOf = async () => answered(await office.administrator.sync.status({}));
const find = async (id: string) => answered(await office.clerk.vouchers.get({ id }));
const leave = async (agreementId: string) =>
  approveOrder(office, await submitOrder(office, await prepareOrder(office, agreementId)));
const revoke = async () => revokeWorkstation(central.office, (await statusOf()).workstationId ?? '');
const enrolAgain = async ({ url, newCode }: Pick<CentralDesk, 'url' | 'newCode'> = central) =>
  office.administrator.sync.enrolAgain({ centralUrl: url, code: await newCode() });
const changeAddress = (centralUrl: string) => office.administrator.sync.changeAddress({ centralUrl });

/** As on another computer, or after its server's disk was replaced: the same ledger, another address. */
async function move(name = 'rejestr'): Promise<void> {
  await central.stop();
  central = await startAt(name);
}

async function expectNothingLostOrTwice(): Promise<void> {
  const own = await listAcknowledged(office);
  expect(compareHoldings(own, await central.listAccepted())).toEqual({ lost: [], duplicated: [] });
}

/** Sent by itself, as nobody asks for it. */
async function untilSent(id: string): Promise<void> {
  await expect.poll(async () => (await find(id)).delivery?.state, { timeout: 60_000 }).toBe('acknowledged');
}

describe('a revoked workstation', () => {
  test('sends what waits under a new key, at once, and the failure is gone', async () => {
    const { id: agreementId } = await agree(office);
    await deliverOrder(office, agreementId);
    const before = await statusOf();
    await revoke();
    const waiting = await leave(agreementId);
    expect((await exchange(office)).lastFailure).toMatchObject({ cause: 'auth', code: 'workstation-revoked' });
    const after = answered(await enrolAgain());
    expect(after).toMatchObject({ enrolled: true, lastFailure: null, alarms: [], centralUrl: central.url });
    expect(after.workstationId).not.toBe(before.workstationId);
    await untilSent(waiting.id);
    expect(await exchange(office)).toMatchObject({ waiting: 0, lastFailure: null, alarms: [], otherFileAt: null });
    await expectNothingLostOrTwice();
    const { rows } = answered(await office.administrator.audit.list({ subjectId: null, after: null, limit: 200 }));
    expect(rows.filter(({ operation }) => operation === 'sync.enrolAgain')).toMatchObject([
      { userName: 'Anna Próbna' },
    ]);
  });

  test('still hears of what it sent under its old keys, and verifies its old receipts', async () => {
    const { id: agreementId, caseId } = await agree(office);
    const sent = await deliverOrder(office, agreementId);
    await revoke();
    answered(await enrolAgain());
    answered(await enrolAgain());
    await revokeVoucher(central.office, {
      voucherId: sent.id,
      reason: 'Kontrola uznała szkolenie za niekwalifikowane',
    });
    await exchange(office);
    expect((await find(sent.id)).revocation).toMatchObject({ reason: 'Kontrola uznała szkolenie za niekwalifikowane' });
    const agreement = answered(await office.clerk.agreements.findForCase({ caseId }));
    expect(agreement?.pool).toMatchObject({ committed: 0, left: 180 });
    expect(answered(await office.clerk.sync.checkReceipt({ voucherId: sent.id })).verdict).toBe('holds');
  });

  test('whose answer was lost learns that its order had arrived', async () => {
    const { id: agreementId } = await agree(office);
    await office.close();
    office = await openLinkedOffice(original(), {
      fetch: async (input, init) => {
        const answer = await fetch(input, init);
        return /:batch|decisions/.test(String(input)) ? Promise.reject(new TypeError('cut')) : answer;
      },
    });
    const { id } = await leave(agreementId);
    await exchange(office);
    expect(await central.listAccepted()).toHaveLength(1);
    await revoke();
    await office.close();
    office = await openLinkedOffice(original());
    answered(await enrolAgain());
    await untilSent(id);
    await expectNothingLostOrTwice();
  });

  test('restored from a copy gets back under the new key what came after the copy, and uses no number twice', async () => {
    const first = await agree(office);
    await office.close();
    shelf.copy(original(), shelf.path('kopia'));
    office = await openLinkedOffice(original());
    const late = await deliverOrder(office, first.id);
    const lost = await agree(office);
    await deliverOrder(office, lost.id);
    await revoke();
    await office.close();
    office = await openLinkedOffice(shelf.path('kopia'));
    answered(await enrolAgain());
    const status = await exchange(office);
    expect(status.otherFileAt).not.toBeNull();
    expect(status).toMatchObject({ missingHere: 1, acknowledged: 1 });
    expect((await find(late.id)).delivery).toMatchObject({ state: 'acknowledged' });
    expect([first.number, lost.number]).not.toContain((await agree(office)).number);
    const held = compareHoldings(await listAcknowledged(office), await central.listAccepted());
    // Its agreement is gone with the old file: it waits for somebody to enter it.
    const [missing] = answered(await office.clerk.sync.listMissingHere({}));
    expect(held).toEqual({ lost: [], duplicated: [missing?.id] });
  });

  test('keeps the numbers that it had, and gives each out once', async () => {
    const numbers = [(await agree(office)).number];
    await revoke();
    answered(await enrolAgain());
    for (let more = 0; more < 3; more += 1) numbers.push((await agree(office)).number);
    expect(numbers).toEqual(['WKK/0001', 'WKK/0002', 'WKK/0003', 'WKK/0004']);
  });
});

test('an older central office enrols it as a new workstation; a newer one gives it back what was its own', async () => {
  const { id: agreementId } = await agree(office);
  const sent = await deliverOrder(office, agreementId);
  await revoke();
  let isOlder = true;
  await office.close();
  office = await openLinkedOffice(original(), {
    fetch: (input, init) => (isOlder && readsOfPast(init) ? refuseUnread() : fetch(input, init)),
  });
  answered(await enrolAgain());
  await revokeVoucher(central.office, { voucherId: sent.id, reason: 'Pomyłka' });
  expect(await exchange(office)).toMatchObject({ lastFailure: null, alarms: [] });
  expect((await find(sent.id)).revocation).toBeNull();
  isOlder = false;
  answered(await enrolAgain());
  await exchange(office);
  expect((await find(sent.id)).revocation).toMatchObject({ reason: 'Pomyłka' });
});

const readsOfPast = (init?: RequestInit) =>
  init?.body instanceof Uint8Array && Buffer.from(init.body).includes('"formers"');

/** As a schema that does not know the field does. */
function refuseUnread(): Promise<Response> {
  const serverTime = new Date().toISOString();
  const document = toProblemDocument('bad-request', { traceId: 'older', serverTime });
  return Promise.resolve(new Response(JSON.stringify(document), { status: 400 }));
}

test('a workstation of which a restored central office knows nothing is a new one, and sends everything once more', async () => {
  await office.close();
  await central.stop();
  // A backup from before its enrolment.
  await ledgers.copy('rejestr', 'kopia');
  central = await startAt('rejestr');
  const folder = shelf.path('nowy');
  office = await openLinkedOffice(folder, { url: central.url, code: await central.newCode() });
  const { id: agreementId, number } = await agree(office);
  const sent = await deliverOrder(office, agreementId);
  await move('kopia');
  await runCommand(central.office, { name: 'new-epoch' });
  const waiting = await leave(agreementId);
  expect(await changeAddress(central.url)).toMatchObject({
    problem: { kind: 'central-refused', code: 'workstation-unknown' },
  });
  // Before it comes back another workstation is granted the numbers that it had left.
  const stranger = await openLinkedOffice(shelf.path('obcy'), { url: central.url, code: await central.newCode() });
  const granted = [(await agree(stranger)).number, (await agree(stranger)).number];
  await stranger.close();
  answered(await enrolAgain());
  await untilSent(waiting.id);
  await exchange(office);
  expect(await find(sent.id)).toMatchObject({ delivery: { state: 'acknowledged', supportId: expect.any(String) } });
  expect((await central.listAccepted()).map(({ id }) => id)).toEqual([sent.id, waiting.id].sort());
  await expectNothingLostOrTwice();
  expect([number, ...granted]).not.toContain((await agree(office)).number);
});

describe('a central office that has moved', () => {
  test('is believed by its keys and by the newest receipt, without a code', async () => {
    const { id: agreementId } = await agree(office);
    await deliverOrder(office, agreementId);
    const before = await statusOf();
    await move();
    const waiting = await leave(agreementId);
    expect((await exchange(office)).lastFailure?.cause).toBe('offline');
    const after = answered(await changeAddress(`${central.url}/`));
    expect(after).toMatchObject({ centralUrl: central.url, workstationId: before.workstationId, lastFailure: null });
    await untilSent(waiting.id);
    await expectNothingLostOrTwice();
  });

  test('is not the one at any address that answers', async () => {
    const { id: agreementId } = await agree(office);
    await deliverOrder(office, agreementId);
    beside = await startCentralDesk();
    expect(await changeAddress(beside.url)).toMatchObject({ problem: { code: 'workstation-unknown' } });
    expect(await statusOf()).toMatchObject({ centralUrl: central.url });
    expect(await exchange(office)).toMatchObject({ lastFailure: null });
  });

  test('that shows the right keys has to show the newest receipt too', async () => {
    const { id: agreementId } = await agree(office);
    await deliverOrder(office, agreementId);
    await office.close();
    // Whoever knows the public keys: an address that answers what it saw, and has nothing of ours.
    office = await openLinkedOffice(original(), {
      fetch: (input, init) => {
        if (!String(input).startsWith('http://127.0.0.1:9/')) return fetch(input, init);
        const { pathname } = new URL(String(input));
        const body = pathname.endsWith('/item')
          ? { id: '1', hash: 'a'.repeat(64), body: '{}', receipt: 'x.y.z' }
          : state;
        return Promise.resolve(new Response(JSON.stringify(body)));
      },
    });
    const { epoch, centreKeys } = await central.office.life.current();
    const state = {
      ...{ epoch, centreKeys, head: 1, workstation: { accepted: 1, refused: 0, auditHead: null } },
      ...{ voucherSchemas: ['voucher/1'], serverTime: new Date().toISOString() },
    };
    expect(await changeAddress('http://127.0.0.1:9')).toMatchObject({ problem: { reason: 'centre-unproven' } });
    expect(await statusOf()).toMatchObject({ centralUrl: central.url });
  });
});

describe('another central office', () => {
  beforeEach(async () => {
    beside = await startCentralDesk();
  });

  test('is refused once this one has acknowledged something, and nothing changes', async () => {
    const { id: agreementId } = await agree(office);
    const sent = await deliverOrder(office, agreementId);
    const before = await statusOf();
    expect(await enrolAgain(beside)).toMatchObject({ problem: { kind: 'refused', reason: 'other-centre' } });
    expect(await statusOf()).toMatchObject({ centralUrl: before.centralUrl, workstationId: before.workstationId });
    expect(await deliverOrder(office, agreementId, 10)).toMatchObject({ delivery: { state: 'acknowledged' } });
    expect(answered(await office.clerk.sync.checkReceipt({ voucherId: sent.id })).verdict).toBe('holds');
  });

  test('is taken while nothing was ever acknowledged, with numbers of its own', async () => {
    answered(await enrolAgain(beside));
    const { id: agreementId } = await agree(office);
    expect(await deliverOrder(office, agreementId)).toMatchObject({ delivery: { state: 'acknowledged' } });
    expect(await exchange(office)).toMatchObject({ centralUrl: beside?.url, alarms: [], lastFailure: null });
  });
});

test('what is no code for this file changes nothing', async () => {
  const before = await statusOf();
  const enrolBy = (code: string) => enrolAgain({ url: central.url, newCode: async () => code });
  expect(await enrolBy('AAAAA-AAAAA')).toMatchObject({ problem: { code: 'code-unknown' } });
  const { code } = await createEnrolmentCode(central.office, '1208');
  expect(await enrolBy(code)).toMatchObject({ problem: { reason: 'other-county' } });
  expect(await statusOf()).toMatchObject({ workstationId: before.workstationId });
  expect(await exchange(office)).toMatchObject({ lastFailure: null });
});
