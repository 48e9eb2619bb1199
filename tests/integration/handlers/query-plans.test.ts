// Lists, counters and the outbox stay fast at a million rows only while each of their queries walks an index.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findCaseAgreement } from '../../../electron/database/agreements.ts';
import { findFinishedBalance } from '../../../electron/database/balances.ts';
import { countCases, findOtherOpenCase, listCases } from '../../../electron/database/cases.ts';
import type { ReadDatabase } from '../../../electron/database/connection.ts';
import { findBalanceDay, findDecision, listAdmissions } from '../../../electron/database/decisions.ts';
import { findNextDue, findOldestWaiting, listAcknowledgedIds, listDue } from '../../../electron/database/deliveries.ts';
import { listDeliveryRows } from '../../../electron/database/delivery-rows.ts';
import { listOrders } from '../../../electron/database/voucher-acts.ts';
import { listEntries } from '../../../electron/database/voucher-entries.ts';
import {
  countApprovable,
  countOwnVouchers,
  countVouchers,
  countWithdrawalsToDecide,
  listApprovable,
  listOwnVouchers,
  listVouchers,
  listWithdrawalsToDecide,
} from '../../../electron/database/vouchers.ts';
import { makeCaseFile, type TestCaseFile } from '../../support/case-file.ts';

let caseFile: TestCaseFile;
beforeAll(async () => {
  caseFile = await makeCaseFile();
});
afterAll(() => caseFile.dispose());

const page = { after: 'x', limit: 50 };
const first = { after: null, limit: 50 };
const wantedBack = { state: 'withdrawal-requested', agreementId: null } as const;
const own = { userId: 'u', state: 'submitted' } as const;

const questions: readonly (readonly [string, (db: ReadDatabase) => unknown])[] = [
  ['all cases', (db) => listCases(db, { stage: null, programme: null }, first)],
  ['a later page of all cases', (db) => listCases(db, { stage: null, programme: null }, page)],
  ['cases at a stage', (db) => listCases(db, { stage: 'eligible', programme: null }, page)],
  ['cases of a programme', (db) => listCases(db, { stage: null, programme: 'KK' }, page)],
  ['cases of a programme at a stage', (db) => listCases(db, { stage: 'eligible', programme: 'KK' }, page)],
  ['how many cases', (db) => countCases(db, { stage: null, programme: 'KK' })],
  ['an open case', (db) => findOtherOpenCase(db, { personId: 'p', programme: 'KK', exceptId: null })],
  ['admissions', (db) => listAdmissions(db, { personId: 'p', exceptCaseId: 'c' })],
  ['the decision', (db) => findDecision(db, 'c')],
  ['the day of a balance', (db) => findBalanceDay(db, 'p', 'KK')],
  ['the finished balance', (db) => findFinishedBalance(db, 'c')],
  ['the agreement of a case', (db) => findCaseAgreement(db, 'c')],
  ['orders of an agreement', (db) => listOrders(db, 'a')],
  ['entries of an agreement', (db) => listEntries(db, 'a')],
  ['all vouchers', (db) => listVouchers(db, { state: null, agreementId: null }, page)],
  ['vouchers in a state', (db) => listVouchers(db, { state: 'approved', agreementId: null }, page)],
  ['vouchers wanted back', (db) => listVouchers(db, wantedBack, page)],
  ['how many are wanted back', (db) => countVouchers(db, wantedBack)],
  ['how many of an agreement', (db) => countVouchers(db, { state: null, agreementId: 'a' })],
  ['own vouchers', (db) => listOwnVouchers(db, own, 10)],
  ['how many own vouchers', (db) => countOwnVouchers(db, own)],
  ['vouchers to approve', (db) => listApprovable(db, 'u', 10)],
  ['how many to approve', (db) => countApprovable(db, 'u')],
  ['all deliveries', (db) => listDeliveryRows(db, null, page)],
  ['deliveries in a state', (db) => listDeliveryRows(db, 'acknowledged', page)],
  ['withdrawals to decide', (db) => listWithdrawalsToDecide(db, 'u', 10)],
  ['how many withdrawals to decide', (db) => countWithdrawalsToDecide(db, 'u')],
  ['what is due', (db) => listDue(db, '2022-01-01', 100)],
  ['when the next is due', (db) => findNextDue(db)],
  ['since when the oldest waits', (db) => findOldestWaiting(db)],
  ['what was acknowledged', (db) => listAcknowledgedIds(db)],
];

test.each(questions)('%s: by an index, sorting nothing', (_, ask) => {
  const plan = planOf(caseFile.file.read, ask);
  const slow = plan.filter((line) => /^SCAN (?!.*USING|CONSTANT|value|json_each)/.test(line) || /ORDER BY/.test(line));
  expect(slow).toEqual([]);
});

/** What SQLite means to do for the statements that a function asks. */
function planOf(db: ReadDatabase, ask: (db: ReadDatabase) => unknown): string[] {
  const lines: string[] = [];
  const explain = (sql: string, parameters?: Parameters<ReadDatabase['all']>[1]) => {
    const rows = db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, parameters);
    lines.push(...rows.map(({ detail }) => detail));
  };
  ask({
    all: (sql, parameters) => {
      explain(sql, parameters);
      return [];
    },
    get: (sql, parameters) => {
      explain(sql, parameters);
      return undefined;
    },
  });
  return lines;
}
