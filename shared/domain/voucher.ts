// The life of a voucher order inside the office. Approval is a fact of its own; delivery to the central office is another.
import { type Answer, granted, type Objection, objectTo } from './answer.ts';

interface Prepared {
  readonly preparedBy: string;
  readonly preparedAt: string;
}

interface Submitted extends Prepared {
  readonly submittedBy: string;
  readonly submittedAt: string;
}

interface Approved extends Submitted {
  readonly approvedBy: string;
  readonly approvedAt: string;
}

export type PreparedVoucher = Prepared & { readonly state: 'prepared' };
export type SubmittedVoucher = Submitted & { readonly state: 'submitted' };
export type SentBackVoucher = Submitted & {
  readonly state: 'sent-back';
  readonly sentBackBy: string;
  readonly sentBackAt: string;
  readonly reason: string;
};
export type ApprovedVoucher = Approved & { readonly state: 'approved' };
export type CancelledVoucher = Prepared & {
  readonly state: 'cancelled';
  readonly cancelledBy: string;
  readonly cancelledAt: string;
};
/** An approved one stays as it is: to take it back is an act of its own, with a message of its own. */
export type VoucherProgress = PreparedVoucher | SubmittedVoucher | SentBackVoucher | ApprovedVoucher | CancelledVoucher;

/** Who acts and when: a user's id and an instant. */
export interface Act {
  readonly by: string;
  readonly at: string;
}

type WrongState = Objection<'wrong-state'>;

export function prepareVoucher({ by, at }: Act): PreparedVoucher {
  return { state: 'prepared', preparedBy: by, preparedAt: at };
}

/** Changing a prepared or sent-back order prepares it anew: whoever changed it is its preparer from then on. */
export function changeVoucher(voucher: VoucherProgress, act: Act): Answer<PreparedVoucher, WrongState> {
  if (voucher.state !== 'prepared' && voucher.state !== 'sent-back') return inWrongState(voucher);
  return granted(prepareVoucher(act));
}

/** A sent-back order may be submitted again as it was. */
export function submitVoucher(voucher: VoucherProgress, { by, at }: Act): Answer<SubmittedVoucher, WrongState> {
  if (voucher.state !== 'prepared' && voucher.state !== 'sent-back') return inWrongState(voucher);
  const { preparedBy, preparedAt } = voucher;
  return granted({ state: 'submitted', preparedBy, preparedAt, submittedBy: by, submittedAt: at });
}

/** Four eyes: whoever prepared or submitted an order may not approve it. */
export function approveVoucher(
  voucher: VoucherProgress,
  { by, at }: Act,
): Answer<ApprovedVoucher, Objection<'wrong-state' | 'same-person'>> {
  if (voucher.state !== 'submitted') return inWrongState(voucher);
  if (voucher.preparedBy === by || voucher.submittedBy === by) return objectTo('same-person');
  return granted({ ...voucher, state: 'approved', approvedBy: by, approvedAt: at });
}

export function sendBackVoucher(
  voucher: VoucherProgress,
  { by, at, reason }: Act & { readonly reason: string },
): Answer<SentBackVoucher, WrongState> {
  if (voucher.state !== 'submitted') return inWrongState(voucher);
  return granted({ ...voucher, state: 'sent-back', sentBackBy: by, sentBackAt: at, reason });
}

/** Gives up an order that nobody is asked to approve. */
export function cancelVoucher(voucher: VoucherProgress, { by, at }: Act): Answer<CancelledVoucher, WrongState> {
  if (voucher.state !== 'prepared' && voucher.state !== 'sent-back') return inWrongState(voucher);
  const { preparedBy, preparedAt } = voucher;
  return granted({ state: 'cancelled', preparedBy, preparedAt, cancelledBy: by, cancelledAt: at });
}

function inWrongState({ state }: VoucherProgress) {
  return objectTo('wrong-state', { state });
}
