// Where the vouchers of an agreement stand: its grant and every booking since, by the domain's ledger.
import type { Pool } from '../../shared/contract/agreements.ts';
import type { CalendarDate } from '../../shared/domain/calendar.ts';
import { grantVouchers, type LedgerEntry, poolAsOf } from '../../shared/domain/voucher-ledger.ts';
import type { CommandContext, QueryContext } from '../core/context.ts';
import type { Grant } from '../database/agreements.ts';
import type { ReadDatabase } from '../database/connection.ts';
import { insertEntry, listEntries } from '../database/voucher-entries.ts';

/** An agreement's vouchers are there from its signing; a draft shows what it would bring from its first day. */
export function ledgerOf(db: ReadDatabase, agreement: Grant): LedgerEntry[] {
  return [grantVouchers(agreement.poolVouchers, openedOn(agreement)), ...listEntries(db, agreement.id)];
}

export function poolOn(db: ReadDatabase, agreement: Grant, asOf: CalendarDate): Pool {
  return { asOf, ...poolAsOf(ledgerOf(db, agreement), asOf) };
}

/** Today, or the agreement's own day where that lies ahead: nothing is booked before there is a pool. */
export function bookingDay({ world }: Pick<QueryContext, 'world'>, agreement: Grant): CalendarDate {
  const today = world.today();
  const opened = openedOn(agreement);
  return today > opened ? today : opened;
}

export function book({ db, world, device }: CommandContext, agreement: Grant, entry: LedgerEntry): void {
  insertEntry(db, { id: world.newId(), agreementId: agreement.id, bookedAt: world.now(), device, entry });
}

function openedOn({ signedOn, validFrom }: Grant): CalendarDate {
  return signedOn ?? validFrom;
}
