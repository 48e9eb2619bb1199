// Vouchers as orders: written by a clerk, approved by a colleague, then final.

import { facts } from '../../shared/contract/problem.ts';
import {
  type Delivery,
  type ListedState,
  type Voucher,
  type VoucherState,
  withdrawal,
} from '../../shared/contract/vouchers.ts';
import type { ReadDatabase } from './connection.ts';
import { countOf } from './tallies.ts';

type VoucherColumns = Omit<Voucher, 'order' | 'quote' | 'delivery' | 'withdrawal' | 'revocation'> &
  Omit<Delivery, 'state' | 'facts'> & {
    readonly orderBody: string;
    readonly quote: string;
    readonly deliveryState: Delivery['state'] | null;
    readonly deliveryFacts: string | null;
    readonly revokedFor: string | null;
    readonly revokedAt: string | null;
    readonly withdrawalBody: string | null;
  };

/** Few vouchers have one: a text of its own, so that the others carry nothing. */
const newestWithdrawal = `SELECT json_object('id', w.id, 'state', w.state, 'reason', w.reason, 'note', w.note,
    'requestedBy', w.requested_by, 'requestedAt', w.requested_at, 'approvedBy', w.approved_by, 'approvedAt', w.approved_at,
    'setAsideBy', w.set_aside_by, 'setAsideAt', w.set_aside_at, 'answer', w.answer, 'version', w.version,
    'delivery', json(iif(o.id IS NULL, NULL, json_object('state', o.state, 'queuedAt', o.queued_at, 'attempts', o.attempts,
      'cause', o.cause, 'facts', json(o.facts), 'nextTryAt', o.next_try_at, 'settledAt', o.settled_at,
      'supportId', o.support_id, 'receipt', o.receipt))))
  FROM withdrawal w LEFT JOIN delivery o ON o.id = w.id WHERE w.voucher_id = v.id ORDER BY w.id DESC LIMIT 1`;

const columns = `v.id, v.agreement_id AS agreementId, a.case_id AS caseId, c.number AS caseNumber,
  coalesce(a.number, '') AS agreementNumber, a.programme, c.person_id AS personId,
  p.first_name || ' ' || p.last_name AS personName, v.order_number AS orderNumber, v.state, v.order_body AS orderBody,
  v.quote, v.rule_set_hash AS ruleSetHash, v.prepared_by AS preparedBy, v.prepared_at AS preparedAt,
  v.submitted_by AS submittedBy, v.submitted_at AS submittedAt, v.approved_by AS approvedBy, v.approved_at AS approvedAt, v.reason, v.version,
  d.state AS deliveryState, d.queued_at AS queuedAt, d.attempts, d.cause, d.facts AS deliveryFacts,
  d.next_try_at AS nextTryAt, d.settled_at AS settledAt, d.support_id AS supportId, d.receipt,
  r.reason AS revokedFor, r.revoked_at AS revokedAt, (${newestWithdrawal}) AS withdrawalBody`;

const around = `JOIN agreement a ON a.id = v.agreement_id JOIN person_case c ON c.id = a.case_id
  JOIN person p ON p.id = c.person_id LEFT JOIN revocation r ON r.voucher_id = v.id`;
const fromVouchers = `FROM voucher v ${around} LEFT JOIN delivery d ON d.id = v.id`;

function toVoucher(row: VoucherColumns): Voucher {
  const { orderBody, quote, deliveryState, deliveryFacts, queuedAt, attempts, cause, nextTryAt, ...rest } = row;
  const { settledAt, supportId, receipt, withdrawalBody, revokedFor, revokedAt, ...own } = rest;
  const known = deliveryFacts === null ? null : facts.parse(JSON.parse(deliveryFacts));
  const settled = { settledAt, supportId, receipt };
  return {
    ...own,
    // Both columns hold what insertVoucher and updateVoucher wrote of the contract's own types; a page altered by
    // anybody else is refused by the cipher. Checked again, a list of fifty would take three times as long.
    order: JSON.parse(orderBody) as Voucher['order'],
    quote: JSON.parse(quote) as Voucher['quote'],
    revocation: revokedFor === null || revokedAt === null ? null : { reason: revokedFor, revokedAt },
    delivery:
      deliveryState === null
        ? null
        : { state: deliveryState, queuedAt, attempts, cause, facts: known, nextTryAt, ...settled },
    withdrawal: withdrawalBody === null ? null : withdrawal.parse(JSON.parse(withdrawalBody)),
  };
}

export function findVoucher(db: ReadDatabase, id: string): Voucher | undefined {
  const row = db.get<VoucherColumns>(`SELECT ${columns} ${fromVouchers} WHERE v.id = :id`, { id });
  return row && toVoucher(row);
}

/** These vouchers: what a window is told after a change. */
export function listVouchersById(db: ReadDatabase, ids: readonly string[]): Voucher[] {
  const conditions = ['v.id IN (SELECT value FROM json_each(:ids))'];
  const values = { ids: JSON.stringify(ids), limit: ids.length };
  return selectVouchers(db, { from: fromVouchers, conditions, orderBy: 'v.id' }, values);
}

type Page = { readonly after: string | null; readonly limit: number };
type VoucherFilter = { readonly state: ListedState | null; readonly agreementId: string | null };

const wantedBack = "SELECT voucher_id FROM withdrawal WHERE state = 'requested'";

function toConditions({ state, agreementId }: VoucherFilter): string[] {
  const ofState = state === 'withdrawal-requested' ? `v.id IN (${wantedBack})` : 'v.state = :state';
  return [...(state === null ? [] : [ofState]), ...(agreementId === null ? [] : ['v.agreement_id = :agreementId'])];
}

/** Rows older than the voucher `after`, the newest first. */
export function listVouchers(db: ReadDatabase, filter: VoucherFilter, page: Page): Voucher[] {
  const conditions = [...toConditions(filter), ...(page.after === null ? [] : ['v.id < :after'])];
  return selectVouchers(db, { from: fromVouchers, conditions, orderBy: 'v.id' }, { ...filter, ...page });
}

export function countVouchers(db: ReadDatabase, filter: VoucherFilter): number {
  const { state, agreementId } = filter;
  if (agreementId !== null || state === 'withdrawal-requested') {
    const sql = `SELECT count(*) AS count FROM voucher v WHERE ${toConditions(filter).join(' AND ')}`;
    return db.get<{ count: number }>(sql, filter)?.count ?? 0;
  }
  const states: readonly VoucherState[] =
    state === null ? ['prepared', 'submitted', 'sent-back', 'approved', 'cancelled'] : [state];
  return states.reduce((sum, each) => sum + countOf(db, `voucher/${each}`), 0);
}

/** What one user prepared, in a state, the newest first. */
export function listOwnVouchers(
  db: ReadDatabase,
  own: { userId: string; state: VoucherState },
  limit: number,
): Voucher[] {
  const conditions = ['v.prepared_by = :userId', 'v.state = :state'];
  return selectVouchers(db, { from: fromVouchers, conditions, orderBy: 'v.id' }, { ...own, limit });
}

export function countOwnVouchers(db: ReadDatabase, own: { userId: string; state: VoucherState }): number {
  const row = db.get<{ count: number }>(
    'SELECT count(*) AS count FROM voucher WHERE prepared_by = :userId AND state = :state',
    own,
  );
  return row?.count ?? 0;
}

const approvable = "v.state = 'submitted' AND v.prepared_by <> :userId AND v.submitted_by IS NOT :userId";

/** What colleagues submitted and this user may approve, the newest first. */
export function listApprovable(db: ReadDatabase, userId: string, limit: number): Voucher[] {
  return selectVouchers(db, { from: fromVouchers, conditions: [approvable], orderBy: 'v.id' }, { userId, limit });
}

export function countApprovable(db: ReadDatabase, userId: string): number {
  const row = db.get<{ count: number }>(`SELECT count(*) AS count FROM voucher v WHERE ${approvable}`, { userId });
  return row?.count ?? 0;
}

const decidable = `v.id IN (${wantedBack} AND requested_by <> :userId)`;

/** What colleagues want back and this user may decide, the newest first. */
export function listWithdrawalsToDecide(db: ReadDatabase, userId: string, limit: number): Voucher[] {
  return selectVouchers(db, { from: fromVouchers, conditions: [decidable], orderBy: 'v.id' }, { userId, limit });
}

export function countWithdrawalsToDecide(db: ReadDatabase, userId: string): number {
  const sql = "SELECT count(*) AS count FROM withdrawal WHERE state = 'requested' AND requested_by <> :userId";
  return db.get<{ count: number }>(sql, { userId })?.count ?? 0;
}

/** The constant parts of a statement; values are bound. */
type Selection = { readonly from: string; readonly conditions: readonly string[]; readonly orderBy: string };

function selectVouchers(
  db: ReadDatabase,
  { from, conditions, orderBy }: Selection,
  values: Readonly<Record<string, string | number | null>>,
): Voucher[] {
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const sql = `SELECT ${columns} ${from} ${where} ORDER BY ${orderBy} DESC LIMIT :limit`;
  return db.all<VoucherColumns>(sql, values).map(toVoucher);
}
