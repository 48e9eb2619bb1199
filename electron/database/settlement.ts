// The central office's word about what was sent: its receipt is kept, or its refusal, which gives the vouchers back to the pool.
import type { Delivery } from '../../shared/contract/vouchers.ts';
import type { CalendarDate } from '../../shared/domain/calendar.ts';
import { releaseVouchers } from '../../shared/domain/voucher-ledger.ts';
import { appendAudit } from './audit.ts';
import type { WriteDatabase } from './connection.ts';
import { insertEntry, listEntries } from './voucher-entries.ts';

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

/** Settles what still waits, in one transaction with its bookings; gives the ids that were settled. */
export function recordOutcomes(db: WriteDatabase, outcomes: readonly Outcome[], settling: Settling): string[] {
  const settled = outcomes.filter((outcome) => settle(db, outcome, settling.at));
  for (const outcome of settled) {
    const { id, state } = outcome;
    if (state === 'refused') release(db, id, settling);
    appendAudit(db, {
      at: settling.at,
      userId: null,
      operation: 'sync.settle',
      subjectId: id,
      details: outcome.state === 'refused' ? { state, cause: outcome.cause } : { state, supportId: outcome.supportId },
      salt: settling.randomBytes(16),
    });
  }
  return settled.map(({ id }) => id);
}

/** False when it was settled before. */
function settle(db: WriteDatabase, outcome: Outcome, at: string): boolean {
  const accepted = outcome.state === 'acknowledged' ? outcome : { supportId: null, receipt: null };
  const refused = outcome.state === 'refused' ? outcome : { cause: null, facts: null };
  return (
    db.run(
      `UPDATE delivery SET state = :state, settled_at = :at, next_try_at = NULL, attempts = attempts + 1,
         support_id = :supportId, receipt = :receipt, cause = :cause, facts = :facts
       WHERE id = :id AND state = 'waiting'`,
      {
        id: outcome.id,
        state: outcome.state,
        at,
        supportId: accepted.supportId,
        receipt: accepted.receipt,
        cause: refused.cause,
        facts: refused.facts === null ? null : JSON.stringify(refused.facts),
      },
    ) === 1
  );
}

/** Back into the pool, on the day of the refusal or of the approval, whichever is later. */
function release(db: WriteDatabase, voucherId: string, { at, today, device, newId }: Settling): void {
  const row = db.get<{ agreementId: string }>('SELECT agreement_id AS agreementId FROM voucher WHERE id = :voucherId', {
    voucherId,
  });
  if (row === undefined) throw new Error('a delivery belongs to a voucher');
  const entries = listEntries(db, row.agreementId);
  const last = entries.findLast((entry) => entry.voucherId === voucherId)?.on ?? today;
  const released = releaseVouchers(entries, { voucherId, on: last > today ? last : today });
  if (!released.ok) throw new Error('an approved voucher holds vouchers until it is refused');
  insertEntry(db, { id: newId(), agreementId: row.agreementId, bookedAt: at, device, entry: released.value });
}
