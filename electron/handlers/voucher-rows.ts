// A voucher's row, found and told: the same for an order and for its withdrawal.
import type { Voucher } from '../../shared/contract/vouchers.ts';
import { type CommandContext, orNotFound } from '../core/context.ts';
import type { ReadDatabase } from '../database/connection.ts';
import { findVoucher } from '../database/vouchers.ts';

export function getVoucher(db: ReadDatabase, id: string): Voucher {
  return orNotFound(findVoucher(db, id), 'voucher');
}

/** The new row: to whoever asked, to every window, and what changed to the audit. */
export function tell(context: CommandContext, id: string, details: unknown): Voucher {
  return tellRow(context, getVoucher(context.db, id), details);
}

/** The same, of a row that the caller knows as it stands now. */
export function tellRow({ note, announce }: CommandContext, row: Voucher, details: unknown): Voucher {
  note(row.id, details);
  announce({ kind: 'vouchers', rows: [row] });
  return row;
}
