// Brings a voucher back that the central office accepted and this file lacks: an older file, or one of two copies.
import type { Voucher } from '../../shared/contract/vouchers.ts';
import { anchorDateOf } from '../../shared/domain/agreement.ts';
import { toCalendarDate } from '../../shared/domain/calendar.ts';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import type { Programme } from '../../shared/domain/programme.ts';
import { type QuoteResult, quoteOrder } from '../../shared/domain/quote.ts';
import {
  commitVouchers,
  type LedgerEntry,
  leftFrom,
  releaseVouchers,
  reserveVouchers,
} from '../../shared/domain/voucher-ledger.ts';
import { type VoucherItem, voucherItem } from '../../shared/wire/voucher.ts';
import type { WithdrawalItem } from '../../shared/wire/withdrawal.ts';
import type { CommandContext } from '../core/context.ts';
import { findAgreement, type StoredAgreement } from '../database/agreements.ts';
import { appendAudit } from '../database/audit.ts';
import { findCase } from '../database/cases.ts';
import { forgetComparison } from '../database/compared-ledger.ts';
import { queueDelivery } from '../database/deliveries.ts';
import { type ForeignItem, listEnterable, settleForeignItem } from '../database/foreign-items.ts';
import { findPerson } from '../database/people.ts';
import { recordOutcomes } from '../database/settlement.ts';
import { insertVoucher, updateVoucher } from '../database/voucher-acts.ts';
import { insertEntry } from '../database/voucher-entries.ts';
import { findAgreementId, freeOrderNumber, hasUsers, insertReturnedWithdrawal } from '../database/voucher-returns.ts';
import { findVoucher } from '../database/vouchers.ts';
import { toWireIdentity } from './payload.ts';
import { ledgerOf } from './pool.ts';
import { findKeptRules, keepRules } from './rules.ts';

export type Returning = Pick<CommandContext, 'db' | 'world' | 'device' | 'programmes'>;

/**
 * The voucher as it was approved, its bookings and its receipt. False, with nothing written, where this file lacks what
 * it belongs to: its agreement, its person, whoever approved it, its rules, its order's number or its place in the pool.
 */
export function bringBack(context: Returning, held: ForeignItem): boolean {
  const item = voucherItem.parse(JSON.parse(held.body));
  const { db } = context;
  const agreement = findOwnAgreement(context, item);
  const existing = findVoucher(db, item.id);
  if (agreement === undefined || (existing ?? { agreementId: agreement.id }).agreementId !== agreement.id) return false;
  const quote = quoteAgain(context, agreement, item);
  const bookings = reckonBookings(context, agreement, item);
  if (quote === undefined || bookings === undefined || !hasUsers(db, [item.preparedBy, item.approvedBy])) return false;
  if (!freeOrderNumber(db, { id: item.id, agreementId: agreement.id, orderNumber: item.orderNumber })) return false;
  write(context, { held, item, agreement, quote, bookings, existing });
  return true;
}

/** Those kept of another file whose agreement is here by now. */
export function enterForeignItems(context: Returning): string[] {
  const entered = listEnterable(context.db).filter((held) => bringBack(context, held));
  for (const { id } of entered) settleForeignItem(context.db, id, 'entered');
  // The central office may have been restored since it gave their receipts.
  if (entered.length > 0) forgetComparison(context.db);
  return entered.map(({ id }) => id);
}

type Found = {
  readonly held: ForeignItem;
  readonly item: VoucherItem;
  readonly agreement: StoredAgreement;
  readonly quote: QuoteResult;
  readonly bookings: readonly LedgerEntry[];
  /** The order as this file knows it from before its approval. */
  readonly existing: Voucher | undefined;
};

/** Under its number, in its programme, of the same person, and signed. */
function findOwnAgreement({ db }: Returning, item: VoucherItem): StoredAgreement | undefined {
  const agreement = findAgreement(db, findAgreementId(db, item.agreementNumber) ?? '');
  if (agreement?.programme !== item.programme || agreement.signedOn === null) return undefined;
  const person = findPerson(db, findCase(db, agreement.caseId)?.person.personId ?? '');
  if (person === undefined) return undefined;
  return canonicalJson(toWireIdentity(person)) === canonicalJson(item.person.identity) ? agreement : undefined;
}

/** By the rules of that day, with what the pool had: only the very amounts that were approved. */
function quoteAgain(context: Returning, agreement: StoredAgreement, item: VoucherItem): QuoteResult | undefined {
  const rules = findRules(context, item.ruleSetHash);
  if (rules?.vouchers == null || agreement.signedOn === null) return undefined;
  const { order, ownPercent } = item;
  const on = anchorDateOf(rules.vouchers, { orderedOn: order.on, agreementSignedOn: agreement.signedOn });
  for (const vouchersAvailable of [agreement.poolVouchers, leftAt(context, agreement, item), item.vouchers]) {
    const quoted = quoteOrder(rules, { ...order, on }, { vouchersAvailable, ownPercent });
    if (quoted.ok && isSameAmount(quoted.value, item)) return quoted.value;
  }
  return undefined;
}

function isSameAmount(quote: QuoteResult, item: VoucherItem): boolean {
  const names = ['vouchers', 'vouchersPerHour', 'faceValueGrosze', 'ownContributionGrosze', 'ownPercent'] as const;
  return names.every((name) => quote[name] === item[name]);
}

function findRules({ db, programmes }: Returning, hash: string): Programme | undefined {
  return findKeptRules(db, hash) ?? programmes.find((rules) => rules.hash === hash)?.programme;
}

function leftAt({ db }: Returning, agreement: StoredAgreement, item: VoucherItem): number {
  return leftFrom(ledgerOf(db, agreement), dayOf(item));
}

/** On the day of the approval, as far as the instant tells it. */
function dayOf({ approvedAt }: VoucherItem) {
  return toCalendarDate(approvedAt.slice(0, 10));
}

/** What the order holds here is let go first: at the approval it may have been another number. */
function reckonBookings({ db }: Returning, agreement: StoredAgreement, item: VoucherItem): LedgerEntry[] | undefined {
  const ledger = ledgerOf(db, agreement);
  const { id: voucherId, vouchers } = item;
  const on = [dayOf(item), ...ledger.map((entry) => entry.on)].sort().at(-1) ?? dayOf(item);
  const released = releaseVouchers(ledger, { voucherId, on });
  const free = released.ok ? [released.value] : [];
  const reserved = reserveVouchers([...ledger, ...free], { voucherId, on, vouchers });
  if (!reserved.ok) return undefined;
  const committed = commitVouchers([...ledger, ...free, reserved.value], { voucherId, on });
  return committed.ok ? [...free, reserved.value, committed.value] : undefined;
}

function write(context: Returning, { held, item, agreement, quote, bookings, existing }: Found): void {
  const { db, world, device, programmes } = context;
  const { id, ruleSetHash, orderNumber, preparedBy, approvedBy, approvedAt } = item;
  const rules = programmes.find(({ hash }) => hash === ruleSetHash);
  if (rules !== undefined) keepRules(db, rules);
  const content = { id, order: { ...toOrder(item), courseName: existing?.order.courseName ?? '' }, quote, ruleSetHash };
  const prepared = { state: 'prepared', preparedBy, preparedAt: existing?.preparedAt ?? approvedAt } as const;
  const place = { agreementId: agreement.id, orderNumber, device };
  if (existing === undefined) insertVoucher(db, { ...content, progress: prepared }, place);
  const submitted = { ...prepared, submittedBy: preparedBy, submittedAt: existing?.submittedAt ?? approvedAt };
  const approved = { ...submitted, state: 'approved', approvedBy, approvedAt } as const;
  updateVoucher(db, { ...content, progress: approved }, { seenVersion: existing?.version ?? 1, device });
  for (const entry of bookings) {
    insertEntry(db, { id: world.newId(), agreementId: agreement.id, bookedAt: world.now(), device, entry });
  }
  acknowledge(context, held, item);
}

function acknowledge(context: Returning, held: ForeignItem, { id, approvedAt }: VoucherItem): void {
  const { db, world, device } = context;
  const { body, hash, supportId, receipt } = held;
  queueDelivery(db, { id, kind: 'voucher', voucherId: id, body, hash, queuedAt: approvedAt });
  const settling = { ...world, at: world.now(), today: world.today(), device };
  recordOutcomes(db, [{ id, state: 'acknowledged', supportId, receipt }], settling);
  noteReturn(context, held);
}

/** What does not travel, the name of the course, stays as it is known here. */
function toOrder({ order: { provider, ...rest } }: VoucherItem) {
  return { ...rest, providerName: provider.name, burNumber: provider.burNumber };
}

/** As it was approved elsewhere, confirmed; what a clerk noted there did not travel. False where its people are not here. */
export function bringBackWithdrawal(context: Returning, held: ForeignItem, item: WithdrawalItem): boolean {
  const { db, world, device } = context;
  const { id, voucherId, requestedBy, approvedBy, approvedAt, reason } = item;
  if (!hasUsers(db, [requestedBy, approvedBy])) return false;
  const { body, hash, supportId, receipt } = held;
  insertReturnedWithdrawal(db, { id, voucherId, requestedBy, approvedBy, approvedAt, reason, body, hash, device });
  queueDelivery(db, { id, kind: 'withdrawal', voucherId, body, hash, queuedAt: approvedAt });
  const settling = { ...world, at: world.now(), today: world.today(), device };
  recordOutcomes(db, [{ id, state: 'acknowledged', supportId, receipt }], settling);
  noteReturn(context, held);
  return true;
}

function noteReturn({ db, world }: Returning, { id, hash, supportId }: ForeignItem): void {
  const act = { at: world.now(), userId: null, operation: 'sync.bringBack', salt: world.randomBytes(16) };
  appendAudit(db, { ...act, subjectId: id, details: { hash, supportId } });
}
