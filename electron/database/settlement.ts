// The central office's word about what was sent: its receipt is kept, or its refusal. A refused voucher and a confirmed
// withdrawal give the vouchers back to the pool, in the same transaction.
import type { Delivery } from '../../shared/contract/vouchers.ts';
import type { CalendarDate } from '../../shared/domain/calendar.ts';
import { appendAudit } from './audit.ts';
import type { WriteDatabase } from './connection.ts';
import { giveBack } from './voucher-entries.ts';
import { queueApprovedWithdrawal, settleWithdrawal, voidWithdrawals } from './withdrawals.ts';

/** The end of a delivery. A receipt comes here verified and is kept as it is. */
type Outcome =
  | {
      readonly id: string;
      readonly state: 'acknowledged';
      readonly supportId: string;
      readonly receipt: string;
    }
  | {
      readonly id: string;
      readonly state: 'refused';
      readonly cause: string;
      readonly facts: NonNullable<Delivery['facts']>;
    };

/** When the outcomes came, and what a booking and an audit row need of the world. */
export type Settling = {
  readonly at: string;
  readonly today: CalendarDate;
  readonly device: string;
  readonly newId: () => string;
  readonly randomBytes: (count: number) => Uint8Array;
};

/** Settles what still waits, in one transaction with its bookings; gives the ids of the items that were settled. */
export function recordOutcomes(db: WriteDatabase, outcomes: readonly Outcome[], settling: Settling): string[] {
  const settled = outcomes.filter((outcome) => {
    const item = findWaiting(db, outcome.id);
    if (item === undefined) return false;
    settle(db, outcome, settling.at);
    if (item.kind === 'voucher') concludeVoucher(db, { outcome, ...item }, settling);
    else concludeWithdrawal(db, { outcome, ...item }, settling);
    note(db, { outcome, ...item }, settling);
    return true;
  });
  return settled.map(({ id }) => id);
}

type Item = { readonly kind: 'voucher' | 'withdrawal'; readonly voucherId: string };
type Conclusion = Item & { readonly outcome: Outcome };

/** undefined when it was settled before. */
function findWaiting(db: WriteDatabase, id: string): Item | undefined {
  return db.get<Item>("SELECT kind, voucher_id AS voucherId FROM delivery WHERE id = :id AND state = 'waiting'", {
    id,
  });
}

/** What is held by the central office may be taken back; what it refused holds nothing and cannot be. */
function concludeVoucher(db: WriteDatabase, { outcome, voucherId }: Conclusion, settling: Settling): void {
  if (outcome.state === 'acknowledged') queueApprovedWithdrawal(db, voucherId, settling.at);
  else {
    giveBack(db, voucherId, settling);
    voidWithdrawals(db, voucherId, settling.at);
  }
}

/** The vouchers are free once the voucher no longer counts there: by this withdrawal, or by one that came before. */
function concludeWithdrawal(db: WriteDatabase, { outcome, voucherId }: Conclusion, settling: Settling): void {
  const noLongerCounts = outcome.state === 'acknowledged' || outcome.cause === 'already-withdrawn';
  if (noLongerCounts) giveBack(db, voucherId, settling);
  settleWithdrawal(db, outcome.id, noLongerCounts ? 'confirmed' : 'refused');
}

function note(db: WriteDatabase, { outcome, kind, voucherId }: Conclusion, settling: Settling): void {
  const { id, state } = outcome;
  const item = kind === 'voucher' ? {} : { withdrawal: id };
  appendAudit(db, {
    at: settling.at,
    userId: null,
    operation: 'sync.settle',
    subjectId: voucherId,
    details: {
      ...item,
      ...(outcome.state === 'refused' ? { state, cause: outcome.cause } : { state, supportId: outcome.supportId }),
    },
    salt: settling.randomBytes(16),
  });
}

function settle(db: WriteDatabase, outcome: Outcome, at: string): void {
  const accepted = outcome.state === 'acknowledged' ? outcome : { supportId: null, receipt: null };
  const refused = outcome.state === 'refused' ? outcome : { cause: null, facts: null };
  db.run(
    `UPDATE delivery SET state = :state, settled_at = :at, next_try_at = NULL, attempts = attempts + 1,
       support_id = :supportId, receipt = :receipt, cause = :cause, facts = :facts
     WHERE id = :id`,
    {
      id: outcome.id,
      state: outcome.state,
      at,
      supportId: accepted.supportId,
      receipt: accepted.receipt,
      cause: refused.cause,
      facts: refused.facts === null ? null : JSON.stringify(refused.facts),
    },
  );
}
