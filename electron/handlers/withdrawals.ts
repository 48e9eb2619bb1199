// An approved voucher is taken back: a clerk asks, a colleague approves, and the withdrawal leaves for the central office.
// The vouchers stay booked until it has confirmed that they no longer count.
import type { Voucher } from '../../shared/contract/vouchers.ts';
import { vouchersOf } from '../../shared/domain/voucher-ledger.ts';
import {
  approveWithdrawal,
  cancelWithdrawal,
  declineWithdrawal,
  requestWithdrawal,
} from '../../shared/domain/withdrawal.ts';
import { type AreaHandlers, orNotFound } from '../core/context.ts';
import { findGrant } from '../database/agreements.ts';
import type { ReadDatabase } from '../database/connection.ts';
import { findVoucher } from '../database/vouchers.ts';
import * as withdrawals from '../database/withdrawals.ts';
import { freezeWithdrawal } from './payload.ts';
import { ledgerOf } from './pool.ts';
import { asSeen, orChangedMeanwhile, orRefuse } from './rows.ts';
import { getVoucher, tell } from './voucher-rows.ts';

type Acts = 'requestWithdrawal' | 'approveWithdrawal' | 'declineWithdrawal' | 'cancelWithdrawal';

export const withdrawalActs: Pick<AreaHandlers<'vouchers'>, Acts> = {
  requestWithdrawal(context, { id: voucherId, seenVersion, reason, note }) {
    const { db, world, user, device } = context;
    const voucher = asSeen(findVoucher(db, voucherId), seenVersion, 'voucher');
    const standing = {
      voucher: voucher.state,
      withdrawal: voucher.withdrawal?.state ?? null,
      held: heldOf(db, voucher),
    };
    const requested = orRefuse(requestWithdrawal(standing, { by: user.id, at: world.now() }));
    const id = world.newId();
    withdrawals.insertWithdrawal(db, { id, voucherId, reason, note, device }, requested);
    return tell(context, voucherId, { withdrawal: id, reason, note });
  },

  approveWithdrawal(context, { id, seenVersion }) {
    const { db, world, user, device, nudge } = context;
    const { withdrawal, voucher } = getSeen(db, id, seenVersion);
    const act = { by: user.id, at: world.now() };
    const approved = orRefuse(approveWithdrawal(withdrawal, heldOf(db, voucher), act));
    const frozen = freezeWithdrawal(db, { ...withdrawal, programme: voucher.programme }, approved);
    orChangedMeanwhile(withdrawals.approveWithdrawal(db, approved, { id, seenVersion, device, ...frozen }));
    if (voucher.delivery?.state === 'acknowledged') withdrawals.queueApprovedWithdrawals(db, [voucher.id], act.at);
    nudge();
    return tell(context, voucher.id, { withdrawal: id, approved: true, hash: frozen.hash });
  },

  declineWithdrawal(context, { id, seenVersion, answer }) {
    const { db, world, user, device } = context;
    const { withdrawal, voucher } = getSeen(db, id, seenVersion);
    const declined = orRefuse(declineWithdrawal(withdrawal, { by: user.id, at: world.now(), answer }));
    orChangedMeanwhile(withdrawals.setWithdrawalAside(db, declined, { id, seenVersion, device }));
    return tell(context, voucher.id, { withdrawal: id, declined: true, answer });
  },

  cancelWithdrawal(context, { id, seenVersion }) {
    const { db, world, user, device } = context;
    const { withdrawal, voucher } = getSeen(db, id, seenVersion);
    const cancelled = orRefuse(cancelWithdrawal(withdrawal, { by: user.id, at: world.now() }));
    orChangedMeanwhile(withdrawals.setWithdrawalAside(db, cancelled, { id, seenVersion, device }));
    return tell(context, voucher.id, { withdrawal: id, cancelled: true });
  },
};

/** The withdrawal that the writer saw, and its voucher. */
function getSeen(db: ReadDatabase, id: string, seenVersion: number) {
  const withdrawal = asSeen(withdrawals.findWithdrawal(db, id), seenVersion, 'withdrawal');
  return { withdrawal, voucher: getVoucher(db, withdrawal.voucherId) };
}

/** How many vouchers the order still holds. */
function heldOf(db: ReadDatabase, { id, agreementId }: Voucher): number {
  return vouchersOf(ledgerOf(db, orNotFound(findGrant(db, agreementId), 'agreement')), id);
}
