// An approved voucher is taken back: who may, what travels, and when its vouchers are free again.
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WriteDatabase } from '../../../electron/database/connection.ts';
import { listDue, requeueDeliveries } from '../../../electron/database/deliveries.ts';
import { recordOutcomes } from '../../../electron/database/settlement.ts';
import { listFindings } from '../../../electron/office/verify-checks.ts';
import type { DeliveryOutcome } from '../../../electron/sync/delivery-store.ts';
import type { Agreement } from '../../../shared/contract/agreements.ts';
import type { Voucher } from '../../../shared/contract/vouchers.ts';
import { withdrawalItem } from '../../../shared/wire/withdrawal.ts';
import {
  answered,
  approve,
  day,
  languageCourse,
  makeAgreement,
  type OfficeDay,
  openOfficeDay,
  prepare,
  refusalOf,
  submit,
} from '../../support/office-day.ts';

let office: OfficeDay;
let agreement: Agreement;
let voucher: Voucher;
beforeEach(async () => {
  office = await openOfficeDay();
  agreement = await makeAgreement(office);
  voucher = await order();
});
afterEach(() => office.close());

const endOfTime = '9999-12-31T00:00:00.000Z';
const note = 'Zadzwoniła, że zmieniła pracę.';

async function order(hours = 20): Promise<Voucher> {
  return approve(office, await submit(office, await prepare(office, agreement.id, languageCourse({ hours }))));
}

const write = <Value>(work: (db: WriteDatabase) => Value): Value => office.caseFile.file.transaction(work);

/** What the push loop stores. */
function settle(...outcomes: readonly DeliveryOutcome[]): readonly string[] {
  const { world, file } = office.caseFile;
  const settling = { ...world, at: world.now(), device: file.device, today: world.today() };
  return write((db) => recordOutcomes(db, outcomes, settling));
}
/** In form only: the push loop lets none pass that is not signed. */
const acknowledge = (id: string) => settle({ id, state: 'acknowledged', supportId: 'ID/1', receipt: 'podpisane' });
const refuse = (id: string, cause: string) => settle({ id, state: 'refused', cause, facts: {} });

const look = async (id = voucher.id) => answered(await office.clerk.vouchers.get({ id }));

async function ask({ id, version: seenVersion } = voucher, { clerk } = office): Promise<Voucher> {
  return answered(await clerk.vouchers.requestWithdrawal({ id, seenVersion, reason: 'person-resigned', note }));
}

/** The newest withdrawal of a voucher, as whoever decides has seen it. */
function seen({ withdrawal }: Voucher) {
  if (withdrawal === null) throw new Error('nobody asked');
  return { id: withdrawal.id, seenVersion: withdrawal.version };
}

const consent = async (asked: Voucher) => answered(await office.approver.vouchers.approveWithdrawal(seen(asked)));

const listQueued = () => listDue(office.caseFile.file.read, endOfTime, 10).filter(({ kind }) => kind === 'withdrawal');

const poolNow = async () =>
  answered(await office.clerk.agreements.poolAsOf({ id: agreement.id, asOf: day('2022-03-10') }));

/** What the self-check says is wrong, beside receipts: these are signed by nobody. */
const listWrong = () =>
  listFindings(office.caseFile.file.read, ['anna', 'ewa', 'jan', 'zofia'])
    .filter(({ ok, check }) => !ok && check !== 'receipts')
    .map(({ check, detail }) => `${check}: ${detail}`);

describe('who may take a voucher back', () => {
  test('a clerk asks and somebody else approves; whoever asked may neither approve nor decline', async () => {
    const own = await ask(voucher, { ...office, clerk: office.administrator }); // holds every role
    expect(own).toMatchObject({
      state: 'approved',
      withdrawal: { state: 'requested', reason: 'person-resigned', note, approvedBy: null, delivery: null },
    });
    const { vouchers } = office.administrator;
    expect(refusalOf(await vouchers.approveWithdrawal(seen(own)))).toBe('same-person');
    expect(refusalOf(await vouchers.declineWithdrawal({ ...seen(own), answer: 'nie' }))).toBe('same-person');
    expect(refusalOf(await office.clerk.vouchers.approveWithdrawal(seen(own)))).toBe('forbidden');
    expect(await consent(own)).toMatchObject({ state: 'approved', withdrawal: { state: 'approved' } });
  });

  test('the file itself refuses four eyes that are two', async () => {
    const { withdrawal } = await ask();
    const forge = () =>
      write((db) =>
        db.run(
          `UPDATE withdrawal SET state = 'approved', approved_by = requested_by, approved_at = requested_at, body = '{}',
             hash = :hash WHERE id = :id`,
          { id: withdrawal?.id ?? '', hash: 'a'.repeat(64) },
        ),
      );
    expect(forge).toThrow('CHECK');
  });

  test('only whoever asked takes the request back, and may ask again', async () => {
    const asked = await ask();
    expect(refusalOf(await office.administrator.vouchers.cancelWithdrawal(seen(asked)))).toBe('not-requester');
    const cancelled = answered(await office.clerk.vouchers.cancelWithdrawal(seen(asked)));
    expect(cancelled.withdrawal).toMatchObject({ state: 'cancelled', setAsideBy: asked.withdrawal?.requestedBy });
    expect(refusalOf(await office.approver.vouchers.approveWithdrawal(seen(cancelled)))).toBe('wrong-state');
    expect((await ask()).withdrawal?.id).not.toBe(asked.withdrawal?.id);
  });

  test('a colleague declines with a reason, and nothing leaves the office', async () => {
    const asked = await ask();
    const declined = answered(
      await office.approver.vouchers.declineWithdrawal({ ...seen(asked), answer: 'Kurs trwa.' }),
    );
    acknowledge(voucher.id);
    expect(declined.withdrawal).toMatchObject({ state: 'declined', answer: 'Kurs trwa.' });
    expect(listQueued()).toEqual([]);
    expect(listWrong()).toEqual([]);
  });

  test('nothing is taken back that is not approved, asked back already, or counts no more', async () => {
    const prepared = await prepare(office, agreement.id, languageCourse({ hours: 5 }));
    const reason = 'other' as const;
    const request = ({ id, version: seenVersion }: Voucher) =>
      office.clerk.vouchers.requestWithdrawal({ id, seenVersion, reason, note: '' });
    expect(refusalOf(await request(prepared))).toBe('wrong-state');
    await ask();
    expect(refusalOf(await request(voucher))).toBe('withdrawal-open');
    refuse(voucher.id, 'limit-exceeded');
    expect(refusalOf(await request(voucher))).toBe('nothing-to-withdraw');
  });

  test('whoever decides has seen what stands there now', async () => {
    const { id } = seen(await ask());
    expect(refusalOf(await office.approver.vouchers.approveWithdrawal({ id, seenVersion: 7 }))).toBe(
      'changed-meanwhile',
    );
    const nothing = { id: voucher.id, seenVersion: 1 };
    expect(refusalOf(await office.approver.vouchers.approveWithdrawal(nothing))).toBe('not-found');
  });

  test('an approver finds what colleagues want back, and whoever asked does not', async () => {
    await ask();
    const listOf = async ({ reports }: typeof office.clerk) => answered(await reports.today({})).withdrawalsToDecide;
    expect(await listOf(office.approver)).toMatchObject({ total: 1, rows: [{ id: voucher.id }] });
    expect(await listOf(office.clerk)).toEqual({ total: 0, rows: [] });
    const page = { state: 'withdrawal-requested', agreementId: null, after: null, limit: 10 } as const;
    const list = async () => answered(await office.approver.vouchers.list(page));
    expect(await list()).toMatchObject({ total: 1, rows: [{ id: voucher.id }] });
    await consent(await look());
    expect(await listOf(office.approver)).toEqual({ total: 0, rows: [] });
    expect(await list()).toEqual({ total: 0, rows: [], next: null });
  });
});

describe('what travels', () => {
  test('is frozen at approval: its hash is that of its bytes, and nothing that was typed is in it', async () => {
    acknowledge(voucher.id);
    const nudges = office.nudges();
    const approved = await consent(await ask());
    expect(office.nudges()).toBeGreaterThan(nudges);
    const [queued] = listQueued();
    expect(
      createHash('sha256')
        .update(queued?.body ?? '')
        .digest('hex'),
    ).toBe(queued?.hash);
    expect(withdrawalItem.parse(JSON.parse(queued?.body ?? ''))).toEqual({
      schema: 'withdrawal/1',
      id: approved.withdrawal?.id,
      countyTeryt: '1212',
      programme: 'KK',
      voucherId: voucher.id,
      reason: 'person-resigned',
      requestedBy: approved.withdrawal?.requestedBy,
      approvedBy: approved.withdrawal?.approvedBy,
      approvedAt: approved.withdrawal?.approvedAt,
    });
    const forge = () => write((db) => db.run("UPDATE withdrawal SET body = '{}'"));
    expect(forge).toThrow('an approved withdrawal is what travels');
    expect(listWrong()).toEqual([]);
  });

  test('waits until the central office has acknowledged the voucher', async () => {
    const approved = await consent(await ask());
    expect(listQueued()).toEqual([]);
    expect(approved.withdrawal).toMatchObject({ state: 'approved', delivery: null });
    acknowledge(voucher.id);
    expect(listQueued()).toMatchObject([{ id: approved.withdrawal?.id, voucherId: voucher.id }]);
    expect((await look()).withdrawal?.delivery).toMatchObject({ state: 'waiting' });
    expect(listWrong()).toEqual([]);
  });

  test('nothing travels about a voucher that the central office refused', async () => {
    await consent(await ask());
    refuse(voucher.id, 'limit-exceeded');
    expect(listQueued()).toEqual([]);
    expect((await look()).withdrawal).toMatchObject({ state: 'void', delivery: null });
    expect(await poolNow()).toMatchObject({ committed: 0, left: 180 });
    expect(listWrong()).toEqual([]);
  });
});

describe('the vouchers', () => {
  let id: string;
  beforeEach(async () => {
    acknowledge(voucher.id);
    id = seen(await consent(await ask())).id;
  });

  test('stay booked until the central office confirms, and are free in the same moment', async () => {
    expect(await poolNow()).toMatchObject({ committed: 20, left: 160 });
    expect(acknowledge(id)).toEqual([id]);
    expect(await poolNow()).toMatchObject({ committed: 0, left: 180 });
    expect(await look()).toMatchObject({
      state: 'approved',
      delivery: { state: 'acknowledged' },
      withdrawal: { state: 'confirmed', delivery: { state: 'acknowledged', receipt: 'podpisane' } },
    });
    expect(listWrong()).toEqual([]);
  });

  test('of a withdrawn order may be ordered again, under the next number', async () => {
    await order();
    const third = { agreementId: agreement.id, order: languageCourse({ hours: 180 }) };
    expect(refusalOf(await office.clerk.vouchers.prepare(third))).toBe('over-two-orders');
    acknowledge(id);
    const { caseId } = agreement;
    expect(answered(await office.clerk.agreements.findForCase({ caseId }))).toMatchObject({ ordersCounted: 1 });
    expect(answered(await office.clerk.vouchers.prepare(third))).toMatchObject({ orderNumber: 3 });
  });

  test('come back once, also when the central office forgets and confirms again', async () => {
    acknowledge(id);
    write((db) => requeueDeliveries(db, [voucher.id, id], '2022-03-10T10:00:00.000Z'));
    expect((await look()).withdrawal).toMatchObject({ state: 'confirmed', delivery: { state: 'waiting' } });
    expect(listWrong()).toEqual([]);
    acknowledge(voucher.id);
    acknowledge(id);
    expect(await poolNow()).toMatchObject({ committed: 0, left: 180 });
    expect(listWrong()).toEqual([]);
  });

  test('come back where the central office says that the voucher was withdrawn before', async () => {
    refuse(id, 'already-withdrawn');
    expect(await poolNow()).toMatchObject({ committed: 0, left: 180 });
    expect((await look()).withdrawal).toMatchObject({
      state: 'confirmed',
      delivery: { state: 'refused', cause: 'already-withdrawn' },
    });
    expect(listWrong()).toEqual([]);
  });

  test.each(['already-revoked', 'schema'])(
    'stay where they are when it refuses the withdrawal as %s',
    async (cause) => {
      refuse(id, cause);
      expect(await poolNow()).toMatchObject({ committed: 20, left: 160 });
      expect((await look()).withdrawal).toMatchObject({ state: 'refused', delivery: { state: 'refused', cause } });
      expect(listWrong()).toEqual([]);
      // Another one may follow, as an item of its own.
      const again = await consent(await ask());
      expect(listQueued()).toMatchObject([{ id: seen(again).id }]);
      expect(listWrong()).toEqual([]);
    },
  );

  test('are told to every window, and the way there to the audit', async () => {
    acknowledge(id);
    const { rows } = answered(
      await office.administrator.audit.list({ subjectId: voucher.id, after: null, limit: 100 }),
    );
    expect(rows.map(({ operation }) => operation)).toEqual(
      expect.arrayContaining(['vouchers.requestWithdrawal', 'vouchers.approveWithdrawal', 'sync.settle']),
    );
    const told = office.events.flatMap((event) => (event.kind === 'vouchers' ? event.rows : []));
    expect(told.map(({ withdrawal }) => withdrawal?.state)).toEqual(expect.arrayContaining(['requested', 'approved']));
  });
});

test('the list of what travels has both, each under its own id', async () => {
  acknowledge(voucher.id);
  const { id } = seen(await consent(await ask()));
  const listed = answered(await office.clerk.sync.listDeliveries({ state: null, after: null, limit: 10 }));
  expect(listed).toMatchObject({
    total: 2,
    rows: [
      { id, kind: 'withdrawal', delivery: { state: 'waiting' }, voucher: { id: voucher.id } },
      { id: voucher.id, kind: 'voucher', delivery: { state: 'acknowledged' } },
    ],
  });
  const next = answered(await office.clerk.sync.listDeliveries({ state: null, after: id, limit: 10 }));
  expect(next.rows.map((row) => row.id)).toEqual([voucher.id]);
});
