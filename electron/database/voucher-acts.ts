// What is done to a voucher, by whom and when: the part of it that the office's own rules look at.
import type { Voucher } from '../../shared/contract/vouchers.ts';
import type { NumberedOrder } from '../../shared/domain/agreement.ts';
import type { VoucherProgress } from '../../shared/domain/voucher.ts';
import type { ReadDatabase, WriteDatabase } from './connection.ts';
import { holdsVouchers } from './voucher-entries.ts';

type VoucherContent = Pick<Voucher, 'order' | 'quote' | 'ruleSetHash'>;

type ProgressColumns = {
  readonly state: VoucherProgress['state'];
  readonly preparedBy: string;
  readonly preparedAt: string;
  readonly submittedBy: string | null;
  readonly submittedAt: string | null;
  readonly approvedBy: string | null;
  readonly approvedAt: string | null;
  readonly setAsideBy: string | null;
  readonly setAsideAt: string | null;
  readonly reason: string | null;
};

/** Where a voucher stands. */
export function findProgress(db: ReadDatabase, id: string): VoucherProgress | undefined {
  const row = db.get<ProgressColumns>(
    `SELECT state, prepared_by AS preparedBy, prepared_at AS preparedAt, submitted_by AS submittedBy,
       submitted_at AS submittedAt, approved_by AS approvedBy, approved_at AS approvedAt, set_aside_by AS setAsideBy,
       set_aside_at AS setAsideAt, reason
     FROM voucher WHERE id = :id`,
    { id },
  );
  return row && toProgress(row);
}

function toProgress(row: ProgressColumns): VoucherProgress {
  const prepared = { preparedBy: row.preparedBy, preparedAt: row.preparedAt };
  const submitted = { ...prepared, submittedBy: row.submittedBy ?? '', submittedAt: row.submittedAt ?? '' };
  const aside = { by: row.setAsideBy ?? '', at: row.setAsideAt ?? '' };
  switch (row.state) {
    case 'prepared':
      return { ...prepared, state: row.state };
    case 'submitted':
      return { ...submitted, state: row.state };
    case 'sent-back':
      return { ...submitted, state: row.state, sentBackBy: aside.by, sentBackAt: aside.at, reason: row.reason ?? '' };
    case 'approved':
      return { ...submitted, state: row.state, approvedBy: row.approvedBy ?? '', approvedAt: row.approvedAt ?? '' };
    case 'cancelled':
      return { ...prepared, state: row.state, cancelledBy: aside.by, cancelledAt: aside.at };
  }
}

function toColumns(progress: VoucherProgress): ProgressColumns {
  const { state, preparedBy, preparedAt } = progress;
  const nobody = { submittedBy: null, submittedAt: null, approvedBy: null, approvedAt: null };
  const columns = { state, preparedBy, preparedAt, ...nobody, setAsideBy: null, setAsideAt: null, reason: null };
  switch (progress.state) {
    case 'prepared':
      return columns;
    case 'submitted':
      return { ...columns, submittedBy: progress.submittedBy, submittedAt: progress.submittedAt };
    case 'sent-back': {
      const { submittedBy, submittedAt, sentBackBy, sentBackAt, reason } = progress;
      return { ...columns, submittedBy, submittedAt, setAsideBy: sentBackBy, setAsideAt: sentBackAt, reason };
    }
    case 'approved': {
      const { submittedBy, submittedAt, approvedBy, approvedAt } = progress;
      return { ...columns, submittedBy, submittedAt, approvedBy, approvedAt };
    }
    case 'cancelled':
      return { ...columns, setAsideBy: progress.cancelledBy, setAsideAt: progress.cancelledAt };
  }
}

/**
 * An agreement's orders by number. One counts while it holds vouchers: from its submission until it is sent back, or the
 * central office refuses it, revokes it or confirms its withdrawal.
 */
export function listOrders(db: ReadDatabase, agreementId: string): NumberedOrder[] {
  return db
    .all<{ orderNumber: number; counts: number }>(
      `SELECT v.order_number AS orderNumber, ${holdsVouchers} AS counts FROM voucher v
       WHERE v.agreement_id = :agreementId`,
      { agreementId },
    )
    .map(({ orderNumber, counts }) => ({ orderNumber, counts: counts === 1 }));
}

type Written = VoucherContent & { readonly id: string; readonly progress: VoucherProgress };

/** The order as text, and its number of vouchers as a column of its own. */
function toContentColumns({ order, quote, ruleSetHash }: VoucherContent) {
  return { orderBody: JSON.stringify(order), quote: JSON.stringify(quote), vouchers: quote.vouchers, ruleSetHash };
}

export function insertVoucher(
  db: WriteDatabase,
  { id, progress, ...content }: Written,
  place: { agreementId: string; orderNumber: number; device: string },
): void {
  db.run(
    `INSERT INTO voucher (id, agreement_id, order_number, state, order_body, quote, vouchers, rule_set_hash,
       prepared_by, prepared_at, version, device)
     VALUES (:id, :agreementId, :orderNumber, :state, :orderBody, :quote, :vouchers, :ruleSetHash,
       :preparedBy, :preparedAt, 1, :device)`,
    { id, ...toColumns(progress), ...toContentColumns(content), ...place },
  );
}

type Writer = { readonly seenVersion: number; readonly device: string };

/** False when the voucher has moved on since the writer saw it. */
export function updateVoucher(db: WriteDatabase, { id, progress, ...content }: Written, writer: Writer): boolean {
  return (
    db.run(
      `UPDATE voucher SET state = :state, order_body = :orderBody, quote = :quote, vouchers = :vouchers,
         rule_set_hash = :ruleSetHash, prepared_by = :preparedBy, prepared_at = :preparedAt,
         submitted_by = :submittedBy, submitted_at = :submittedAt, approved_by = :approvedBy,
         approved_at = :approvedAt, set_aside_by = :setAsideBy, set_aside_at = :setAsideAt, reason = :reason,
         device = :device, version = version + 1
       WHERE id = :id AND version = :seenVersion`,
      { id, ...toColumns(progress), ...toContentColumns(content), ...writer },
    ) === 1
  );
}

/** Where what was ordered and who prepared it stay as they are. False as above. */
export function updateProgress(
  db: WriteDatabase,
  { id, progress }: Omit<Written, keyof VoucherContent>,
  writer: Writer,
): boolean {
  const { preparedBy, preparedAt, ...columns } = toColumns(progress);
  return (
    db.run(
      `UPDATE voucher SET state = :state, submitted_by = :submittedBy, submitted_at = :submittedAt,
         approved_by = :approvedBy, approved_at = :approvedAt, set_aside_by = :setAsideBy,
         set_aside_at = :setAsideAt, reason = :reason, device = :device, version = version + 1
       WHERE id = :id AND version = :seenVersion`,
      { id, ...columns, ...writer },
    ) === 1
  );
}
