// An approved voucher is taken back: one person asks for it, another one approves, and the central office confirms it.
import { type Answer, granted, type Objection, objectTo } from './answer.ts';
import type { Act, VoucherProgress } from './voucher.ts';

interface Requested {
  readonly requestedBy: string;
  readonly requestedAt: string;
}

export type RequestedWithdrawal = Requested & { readonly state: 'requested' };
export type ApprovedWithdrawal = Requested & {
  readonly state: 'approved';
  readonly approvedBy: string;
  readonly approvedAt: string;
};
export type DeclinedWithdrawal = Requested & {
  readonly state: 'declined';
  readonly setAsideBy: string;
  readonly setAsideAt: string;
  /** Why a colleague declined. */
  readonly answer: string;
};
export type CancelledWithdrawal = Requested & {
  readonly state: 'cancelled';
  readonly setAsideBy: string;
  readonly setAsideAt: string;
};

/** confirmed, refused: by the central office. void: it had refused the voucher, so there was nothing to take back. */
export const withdrawalStates = [
  'requested',
  'declined',
  'cancelled',
  'approved',
  'confirmed',
  'refused',
  'void',
] as const;
export type WithdrawalState = (typeof withdrawalStates)[number];

/** What the rules look at of a voucher that somebody wants back. */
export interface Withdrawable {
  readonly voucher: VoucherProgress['state'];
  /** Of its newest withdrawal. */
  readonly withdrawal: WithdrawalState | null;
  /** How many vouchers it still holds: none after a refusal, a revocation or a withdrawal. */
  readonly held: number;
}

/** Of a withdrawal: where it stands and who asked. */
interface Standing {
  readonly state: WithdrawalState;
  readonly requestedBy: string;
  readonly requestedAt: string;
}

type Refusable<Reason extends string> = Objection<Reason | 'wrong-state'>;

export function requestWithdrawal(
  { voucher, withdrawal, held }: Withdrawable,
  { by, at }: Act,
): Answer<RequestedWithdrawal, Refusable<'withdrawal-open' | 'nothing-to-withdraw'>> {
  if (voucher !== 'approved') return objectTo('wrong-state', { state: voucher });
  if (withdrawal === 'requested' || withdrawal === 'approved')
    return objectTo('withdrawal-open', { state: withdrawal });
  if (held === 0) return objectTo('nothing-to-withdraw');
  return granted({ state: 'requested', requestedBy: by, requestedAt: at });
}

/** Four eyes: whoever asked may not approve. */
export function approveWithdrawal(
  { state, requestedBy, requestedAt }: Standing,
  held: number,
  { by, at }: Act,
): Answer<ApprovedWithdrawal, Refusable<'same-person' | 'nothing-to-withdraw'>> {
  if (state !== 'requested') return objectTo('wrong-state', { state });
  if (requestedBy === by) return objectTo('same-person');
  if (held === 0) return objectTo('nothing-to-withdraw');
  return granted({ state: 'approved', requestedBy, requestedAt, approvedBy: by, approvedAt: at });
}

/** Whoever asked takes the request back instead. */
export function declineWithdrawal(
  { state, requestedBy, requestedAt }: Standing,
  { by, at, answer }: Act & { readonly answer: string },
): Answer<DeclinedWithdrawal, Refusable<'same-person'>> {
  if (state !== 'requested') return objectTo('wrong-state', { state });
  if (requestedBy === by) return objectTo('same-person');
  return granted({ state: 'declined', requestedBy, requestedAt, setAsideBy: by, setAsideAt: at, answer });
}

/** Taken back by whoever asked, before anybody decided. */
export function cancelWithdrawal(
  { state, requestedBy, requestedAt }: Standing,
  { by, at }: Act,
): Answer<CancelledWithdrawal, Refusable<'not-requester'>> {
  if (state !== 'requested') return objectTo('wrong-state', { state });
  if (requestedBy !== by) return objectTo('not-requester');
  return granted({ state: 'cancelled', requestedBy, requestedAt, setAsideBy: by, setAsideAt: at });
}
