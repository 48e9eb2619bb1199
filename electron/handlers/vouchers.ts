// Voucher orders: a clerk prepares and submits, a colleague approves, and the approved one leaves for the central office.
import type { Voucher } from '../../shared/contract/vouchers.ts';
import {
  approveVoucher,
  cancelVoucher,
  changeVoucher,
  prepareVoucher,
  sendBackVoucher,
  submitVoucher,
  type VoucherProgress,
} from '../../shared/domain/voucher.ts';
import { commitVouchers, releaseVouchers, reserveVouchers } from '../../shared/domain/voucher-ledger.ts';
import { type AreaHandlers, type CommandContext, orNotFound } from '../core/context.ts';
import { findAgreement, findGrant, type Grant, type StoredAgreement } from '../database/agreements.ts';
import type { ReadDatabase } from '../database/connection.ts';
import { queueDelivery } from '../database/deliveries.ts';
import { findProgress, insertVoucher, updateProgress, updateVoucher } from '../database/voucher-acts.ts';
import { countVouchers, findVoucher, listVouchers } from '../database/vouchers.ts';
import { reckonOrder } from './order-terms.ts';
import { freezeVoucher } from './payload.ts';
import { book, bookingDay, ledgerOf } from './pool.ts';
import { asSeen, orChangedMeanwhile, orRefuse, toPage } from './rows.ts';
import { keepRules } from './rules.ts';
import { getVoucher, tell, tellRow } from './voucher-rows.ts';
import { withdrawalActs } from './withdrawals.ts';

export const vouchers: AreaHandlers<'vouchers'> = {
  ...withdrawalActs,

  list({ db }, { after, limit, ...filter }) {
    const rows = listVouchers(db, filter, { after, limit: limit + 1 });
    return { ...toPage(rows, limit), total: countVouchers(db, filter) };
  },

  get({ db, note }, { id }) {
    note(id);
    return getVoucher(db, id);
  },

  quote(context, { agreementId, order }) {
    const terms = reckonOrder(context, getAgreement(context.db, agreementId), order);
    if (!terms.ok) return { fits: false, reason: terms.problem.reason };
    return { fits: true, quote: terms.value.quote, leftAfter: terms.value.leftAfter };
  },

  prepare(context, { agreementId, order }) {
    const { db, world, user, device } = context;
    const agreement = getAgreement(db, agreementId);
    const { rules, quote, orderNumber } = orRefuse(reckonOrder(context, agreement, order));
    keepRules(db, rules);
    const id = world.newId();
    const progress = prepareVoucher({ by: user.id, at: world.now() });
    const place = { agreementId, orderNumber, device };
    insertVoucher(db, { id, progress, order, quote, ruleSetHash: rules.hash }, place);
    return tell(context, id, { agreementId, orderNumber, vouchers: quote.vouchers });
  },

  change(context, { id, seenVersion, order }) {
    const { db, world, user } = context;
    const { voucher, progress } = getSeen(db, id, seenVersion);
    const agreement = getAgreement(db, voucher.agreementId);
    const changed = orRefuse(changeVoucher(progress, { by: user.id, at: world.now() }));
    const { rules, quote } = orRefuse(reckonOrder(context, agreement, order));
    keepRules(db, rules);
    store(context, { ...voucher, order, quote, ruleSetHash: rules.hash }, changed);
    return tell(context, id, { before: voucher.order, after: order });
  },

  submit(context, { id, seenVersion }) {
    const { db, world, user } = context;
    const { voucher, progress } = getSeen(db, id, seenVersion);
    const agreement = getAgreement(db, voucher.agreementId);
    const submitted = orRefuse(submitVoucher(progress, { by: user.id, at: world.now() }));
    const { rules, quote } = orRefuse(reckonOrder(context, agreement, voucher.order));
    const movement = { voucherId: id, on: bookingDay(context, agreement), vouchers: quote.vouchers };
    book(context, agreement, orRefuse(reserveVouchers(ledgerOf(db, agreement), movement)));
    keepRules(db, rules);
    store(context, { ...voucher, quote, ruleSetHash: rules.hash }, submitted);
    return tell(context, id, { reserved: quote.vouchers });
  },

  approve(context, { id, seenVersion }) {
    const { db, world, user, nudge } = context;
    const { voucher, progress } = getSeen(db, id, seenVersion);
    const grant = getGrant(db, voucher);
    const approved = orRefuse(approveVoucher(progress, { by: user.id, at: world.now() }));
    const movement = { voucherId: id, on: bookingDay(context, grant) };
    book(context, grant, orRefuse(commitVouchers(ledgerOf(db, grant), movement)));
    move(context, voucher, approved);
    const frozen = freezeVoucher(db, voucher, approved);
    const delivery = queueDelivery(db, frozen);
    nudge();
    // Of what was seen and written, not read again: whoever approves waits for this answer.
    const row = { ...voucher, ...approved, delivery, version: voucher.version + 1 };
    return tellRow(context, row, { committed: voucher.quote.vouchers, hash: frozen.hash });
  },

  sendBack(context, { id, seenVersion, reason }) {
    const { db, world, user } = context;
    const { voucher, progress } = getSeen(db, id, seenVersion);
    const grant = getGrant(db, voucher);
    const sentBack = orRefuse(sendBackVoucher(progress, { by: user.id, at: world.now(), reason }));
    const movement = { voucherId: id, on: bookingDay(context, grant) };
    book(context, grant, orRefuse(releaseVouchers(ledgerOf(db, grant), movement)));
    move(context, voucher, sentBack);
    return tell(context, id, { released: voucher.quote.vouchers, reason });
  },

  cancel(context, { id, seenVersion }) {
    const { db, world, user } = context;
    const { voucher, progress } = getSeen(db, id, seenVersion);
    move(context, voucher, orRefuse(cancelVoucher(progress, { by: user.id, at: world.now() })));
    return tell(context, id, { cancelled: true });
  },
};

function getAgreement(db: ReadDatabase, id: string): StoredAgreement {
  return orNotFound(findAgreement(db, id), 'agreement');
}

function getGrant(db: ReadDatabase, { agreementId }: Voucher): Grant {
  return orNotFound(findGrant(db, agreementId), 'agreement');
}

/** The voucher that the writer saw, and what was done to it so far. */
function getSeen(db: ReadDatabase, id: string, seenVersion: number) {
  const voucher = asSeen(findVoucher(db, id), seenVersion, 'voucher');
  const progress = orNotFound(findProgress(db, id), 'voucher');
  return { voucher, progress };
}

function store({ db, device }: CommandContext, voucher: Voucher, progress: VoucherProgress): void {
  const { id, order, quote, ruleSetHash, version } = voucher;
  const written = { id, progress, order, quote, ruleSetHash };
  orChangedMeanwhile(updateVoucher(db, written, { seenVersion: version, device }));
}

/** The order itself stays as it was seen. */
function move({ db, device }: CommandContext, { id, version }: Voucher, progress: VoucherProgress): void {
  orChangedMeanwhile(updateProgress(db, { id, progress }, { seenVersion: version, device }));
}
