// The central office's word about what was sent: its receipt is kept, or its refusal. A refused voucher and a confirmed
// withdrawal give the vouchers back to the pool, in the same transaction.
import type { Delivery } from '../../shared/contract/vouchers.ts';
import type { CalendarDate } from '../../shared/domain/calendar.ts';
import { type AuditEntry, appendAudits } from './audit.ts';
import type { WriteDatabase } from './connection.ts';
import { giveBack } from './voucher-entries.ts';
import { queueApprovedWithdrawals, settleWithdrawal, voidWithdrawals } from './withdrawals.ts';

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

const saltBytes = 16;

/** Settles what still waits, in one transaction with its bookings; gives the ids of the items that were settled. */
export function recordOutcomes(db: WriteDatabase, outcomes: readonly Outcome[], settling: Settling): string[] {
  const conclusions = listConclusions(db, outcomes);
  for (const conclusion of conclusions) {
    settle(db, conclusion.outcome, settling.at);
    if (conclusion.kind === 'withdrawal') concludeWithdrawal(db, conclusion, settling);
    else if (conclusion.outcome.state === 'refused') concludeRefused(db, conclusion, settling);
  }
  // What is held by the central office may be taken back.
  const held = conclusions.filter(({ kind, outcome }) => kind === 'voucher' && outcome.state === 'acknowledged');
  queueApprovedWithdrawals(db, held.map(toVoucherId), settling.at);
  note(db, conclusions, settling);
  return conclusions.map(({ outcome }) => outcome.id);
}

type Item = { readonly id: string; readonly kind: 'voucher' | 'withdrawal'; readonly voucherId: string };
type Conclusion = Item & { readonly outcome: Outcome };

/** Without those that were settled before. */
function listConclusions(db: WriteDatabase, outcomes: readonly Outcome[]): Conclusion[] {
  const items = db.all<Item>(
    `SELECT id, kind, voucher_id AS voucherId FROM delivery
     WHERE id IN (SELECT value FROM json_each(:ids)) AND state = 'waiting'`,
    { ids: JSON.stringify(outcomes.map(({ id }) => id)) },
  );
  const waiting = new Map(items.map((item) => [item.id, item]));
  return outcomes.flatMap((outcome) => {
    const item = waiting.get(outcome.id);
    waiting.delete(outcome.id);
    return item === undefined ? [] : [{ ...item, outcome }];
  });
}

function toVoucherId({ voucherId }: Item): string {
  return voucherId;
}

/** What was refused holds nothing, and cannot be taken back. */
function concludeRefused(db: WriteDatabase, { voucherId }: Conclusion, settling: Settling): void {
  giveBack(db, voucherId, settling);
  voidWithdrawals(db, voucherId, settling.at);
}

/** The vouchers are free once the voucher no longer counts there: by this withdrawal, or by one that came before. */
function concludeWithdrawal(db: WriteDatabase, { outcome, voucherId }: Conclusion, settling: Settling): void {
  const noLongerCounts = outcome.state === 'acknowledged' || outcome.cause === 'already-withdrawn';
  if (noLongerCounts) giveBack(db, voucherId, settling);
  settleWithdrawal(db, outcome.id, noLongerCounts ? 'confirmed' : 'refused');
}

function note(db: WriteDatabase, conclusions: readonly Conclusion[], { at, randomBytes }: Settling): void {
  const salts = randomBytes(saltBytes * conclusions.length);
  const entries = conclusions.map(({ outcome, kind, voucherId }, place): AuditEntry => {
    const { id, state } = outcome;
    const item = kind === 'voucher' ? {} : { withdrawal: id };
    const word = outcome.state === 'refused' ? { cause: outcome.cause } : { supportId: outcome.supportId };
    return {
      ...{ at, userId: null, operation: 'sync.settle', subjectId: voucherId, details: { ...item, state, ...word } },
      salt: salts.subarray(saltBytes * place, saltBytes * (place + 1)),
    };
  });
  appendAudits(db, entries);
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
