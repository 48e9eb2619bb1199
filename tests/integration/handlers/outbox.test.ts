// The outbox and the workstation's identity, as the push loop uses them, on a real encrypted file.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifyAudit } from '../../../electron/database/audit.ts';
import { getComparedLedger, noteSettledIn, storeComparedLedger } from '../../../electron/database/compared-ledger.ts';
import type { ReadDatabase, WriteDatabase } from '../../../electron/database/connection.ts';
import {
  countDeliveries,
  countQuarantined,
  findNextDue,
  findOldestWaiting,
  listAcknowledgedIds,
  listDue,
  makeDue,
  recordFailure,
  recordQuarantine,
  requeueDeliveries,
} from '../../../electron/database/deliveries.ts';
import {
  addNumberBlocks,
  countNumbersLeft,
  keepNumberBlocks,
  listNumbersReached,
  listWantedNumbers,
  takeNumber,
} from '../../../electron/database/number-blocks.ts';
import { recordOutcomes } from '../../../electron/database/settlement.ts';
import {
  findEnrolment,
  findLastExchange,
  noteExchange,
  storeEnrolment,
} from '../../../electron/database/workstation.ts';
import {
  answered,
  approve,
  day,
  languageCourse,
  makeAgreement,
  type OfficeDay,
  openOfficeDay,
  prepare,
  submit,
} from '../../support/office-day.ts';

let office: OfficeDay;
let read: ReadDatabase;
beforeEach(async () => {
  office = await openOfficeDay();
  read = office.caseFile.file.read;
});
afterEach(() => office.close());

const endOfTime = '9999-12-31T00:00:00.000Z';

function write<Value>(work: (db: WriteDatabase) => Value): Value {
  return office.caseFile.file.transaction(work);
}

/** A new person's voucher, approved on 10 March. */
async function approvedVoucher(): Promise<string> {
  const agreement = await makeAgreement(office);
  const order = languageCourse({ hours: 20 });
  return (await approve(office, await submit(office, await prepare(office, agreement.id, order)))).id;
}

/** A receipt in form only: here nothing checks its signature. */
function receiptAt(seq: number, voucherId: string): string {
  const name = '018f0000-0000-7000-8000-000000000000';
  const payload = {
    receiptId: name,
    voucherId,
    hash: 'a'.repeat(64),
    supportId: `ID/${seq}`,
    acceptedAt: '2022-03-11T08:00:00.000Z',
    seq,
    epoch: name,
    keyId: 'k1',
  };
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'EdDSA' })}.${part(payload)}.${'A'.repeat(86)}`;
}

function acknowledge(voucherId: string, seq: number): string[] {
  const { world, file } = office.caseFile;
  const settling = { ...world, at: '2022-03-11T08:00:00.000Z', today: day('2022-03-11'), device: file.device };
  const receipt = receiptAt(seq, voucherId);
  return write((db) =>
    recordOutcomes(db, [{ id: voucherId, state: 'acknowledged', supportId: `ID/${seq}`, receipt }], settling),
  );
}

test('what failed waits for its next try, keeps its cause and does not hold up the others', async () => {
  const failing = await approvedVoucher();
  const other = await approvedVoucher();
  write((db) => recordFailure(db, [failing], { cause: 'offline', nextTryAt: '2022-03-12T00:00:00.000Z' }));
  expect(listDue(read, '2022-03-11T00:00:00.000Z', 100).map(({ id }) => id)).toEqual([other]);
  const later = listDue(read, endOfTime, 100);
  expect(later.map(({ voucherId, attempts }) => ({ voucherId, attempts }))).toEqual([
    { voucherId: other, attempts: 0 },
    { voucherId: failing, attempts: 1 },
  ]);
  expect(findNextDue(read)).toMatch(/^2022-03-10T/);
  expect(findOldestWaiting(read)).toMatch(/^2022-03-10T/);
  const shown = answered(await office.clerk.vouchers.get({ id: failing })).delivery;
  expect(shown).toMatchObject({ state: 'waiting', cause: 'offline', nextTryAt: '2022-03-12T00:00:00.000Z' });
});

test('what is quarantined keeps its vouchers and what was said of it, until the central office decides', async () => {
  const id = await approvedVoucher();
  const { agreementId } = answered(await office.clerk.vouchers.get({ id }));
  const poolOf = async () =>
    answered(await office.clerk.agreements.poolAsOf({ id: agreementId, asOf: day('2022-03-11') }));
  const before = await poolOf();
  const facts = { pointers: '/vouchers' };
  const soon = '2022-03-12T00:00:00.000Z';
  write((db) => recordQuarantine(db, [{ id, cause: 'schema', facts }], soon));
  write((db) => recordFailure(db, [id], { cause: 'offline', nextTryAt: soon }));
  const shown = answered(await office.clerk.vouchers.get({ id })).delivery;
  expect(shown).toMatchObject({ state: 'waiting', cause: 'schema', facts, nextTryAt: soon, attempts: 2 });
  expect([countQuarantined(read), countDeliveries(read, 'waiting'), await poolOf()]).toEqual([1, 1, before]);
  const now = '2022-03-11T00:00:00.000Z';
  write((db) => makeDue(db, now));
  expect(listDue(read, now, 100).map(({ attempts }) => attempts)).toEqual([2]);
  acknowledge(id, 7);
  expect(answered(await office.clerk.vouchers.get({ id })).delivery).toMatchObject({ cause: null, facts: null });
  expect(countQuarantined(read)).toBe(0);
});

test('an acknowledged voucher shows its support id and keeps its receipt, once', async () => {
  const id = await approvedVoucher();
  expect(acknowledge(id, 7)).toEqual([id]);
  expect(acknowledge(id, 8)).toEqual([]);
  const { delivery } = answered(await office.clerk.vouchers.get({ id }));
  expect(delivery).toMatchObject({ state: 'acknowledged', supportId: 'ID/7', cause: null, attempts: 1 });
  expect(delivery?.receipt).toBe(receiptAt(7, id));
  expect([countDeliveries(read, 'waiting'), countDeliveries(read, 'acknowledged')]).toEqual([0, 1]);
  expect(findNextDue(read)).toBeNull();
  expect(verifyAudit(read)).toBeNull();
});

test('what a restored central office lost is queued again with the bytes that were approved', async () => {
  const ids = [await approvedVoucher(), await approvedVoucher()];
  const before = listDue(read, endOfTime, 100).map(({ body, hash }) => ({ body, hash }));
  ids.forEach((id, place) => void acknowledge(id, 12 - place));
  expect(listAcknowledgedIds(read)).toEqual([...ids].sort());
  write((db) => requeueDeliveries(db, ids, '2022-03-20T08:00:00.000Z'));
  const again = listDue(read, endOfTime, 100).map(({ body, hash }) => ({ body, hash }));
  expect(new Set(again.map(({ hash }) => hash))).toEqual(new Set(before.map(({ hash }) => hash)));
  expect(countDeliveries(read, null)).toBe(2);
});

test('a late answer of another life of the ledger than was compared makes that all is compared again', () => {
  expect(getComparedLedger(read)).toEqual({ epoch: null, head: 0 });
  const settle = (epoch: string | null, head: number) => {
    write((db) => noteSettledIn(db, { epoch, head }));
    return getComparedLedger(read);
  };
  expect(settle('first', 2)).toEqual({ epoch: null, head: 2 });
  write((db) => storeComparedLedger(db, { epoch: 'second', head: 1 }));
  expect(settle('second', 3)).toEqual({ epoch: 'second', head: 3 });
  expect(settle(null, 2)).toEqual({ epoch: 'second', head: 3 });
  expect(settle('first', 9)).toEqual({ epoch: null, head: 9 });
});

test('a delivery is never deleted', async () => {
  const id = await approvedVoucher();
  const remove = () => write((db) => db.run('DELETE FROM delivery WHERE id = :id', { id }));
  expect(remove).toThrow('a delivery is never deleted');
});

test('the list of deliveries counts by state', async () => {
  const waiting = await approvedVoucher();
  const settled = await approvedVoucher();
  acknowledge(settled, 1);
  const list = async (state: 'waiting' | 'acknowledged' | null) => {
    const { rows, total } = answered(await office.clerk.sync.listDeliveries({ state, after: null, limit: 50 }));
    expect(rows).toHaveLength(total);
    return rows.map(({ id }) => id).sort();
  };
  expect(await list('waiting')).toEqual([waiting]);
  expect(await list('acknowledged')).toEqual([settled]);
  expect(await list(null)).toEqual([waiting, settled].sort());
});

test('the enrolment is kept in the encrypted file', () => {
  expect(findEnrolment(read)).toBeUndefined();
  const enrolled = {
    centralUrl: 'https://bony.example',
    workstationId: '018f0000-0000-7000-8000-000000000001',
    countyTeryt: '1212',
    centreKeys: [{ keyId: 'k1', publicKey: 'A'.repeat(43) }],
    epoch: '018f0000-0000-7000-8000-000000000002',
    privateKey: new Uint8Array([1, 2, 3]),
  };
  write((db) => storeEnrolment(db, enrolled));
  const found = findEnrolment(read);
  expect({ ...found, privateKey: [...(found?.privateKey ?? [])] }).toEqual({ ...enrolled, privateKey: [1, 2, 3] });
  expect(findLastExchange(read)).toBeNull();
  write((db) => noteExchange(db, '2022-03-11T08:00:00.000Z'));
  expect(findLastExchange(read)).toBe('2022-03-11T08:00:00.000Z');
});

test('a number that was granted before is not added again, whatever block it comes in', () => {
  const grant = (first: number, last: number) =>
    write((db) => addNumberBlocks(db, [{ programme: 'OLD', first, last }]));
  const take = () => write((db) => takeNumber(db, 'OLD'));
  grant(10, 12);
  expect([take(), take()]).toEqual([10, 11]);
  grant(11, 14);
  grant(1, 14);
  expect(listNumbersReached(read)).toContainEqual({ programme: 'OLD', last: 14 });
  expect([take(), take(), take(), take()]).toEqual([12, 13, 14, undefined]);
});

test('of blocks that are no longer this file’s nothing is given out', () => {
  const blocks = [
    { programme: 'KEPT', first: 1, last: 3 },
    { programme: 'KEPT', first: 7, last: 9 },
  ];
  write((db) => addNumberBlocks(db, blocks));
  expect(write((db) => takeNumber(db, 'KEPT'))).toBe(1);
  write((db) => keepNumberBlocks(db, [{ programme: 'KEPT', first: 6, last: 9 }]));
  expect([1, 2, 3, 4].map(() => write((db) => takeNumber(db, 'KEPT')))).toEqual([7, 8, 9, undefined]);
});

test('numbers come from the granted blocks, each once, and are asked for before they run out', () => {
  const blocks = [
    { programme: 'ABC', first: 200, last: 201 },
    { programme: 'ABC', first: 100, last: 100 },
  ];
  write((db) => addNumberBlocks(db, [...blocks, ...blocks]));
  expect(countNumbersLeft(read, 'ABC')).toBe(3);
  const taken = [1, 2, 3, 4].map(() => write((db) => takeNumber(db, 'ABC')));
  expect(taken).toEqual([100, 200, 201, undefined]);
  write((db) => addNumberBlocks(db, blocks));
  expect(countNumbersLeft(read, 'ABC')).toBe(0);
  expect(listWantedNumbers(read, ['ABC', 'KK']).map(({ programme }) => programme)).toEqual(['ABC']);
});
