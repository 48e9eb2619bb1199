// The vouchers of one agreement as a double-entry ledger: every entry takes from one account what it gives to another.
import { type Answer, granted, type Objection, objectTo } from './answer.ts';
import type { CalendarDate } from './calendar.ts';

/** programme: where they come from; pool: free; reserved: submitted for approval; committed: approved. */
export const ledgerAccounts = ['programme', 'pool', 'reserved', 'committed'] as const;
export type LedgerAccount = (typeof ledgerAccounts)[number];

export interface LedgerEntry {
  readonly from: LedgerAccount;
  readonly to: LedgerAccount;
  /** More than 0. */
  readonly vouchers: number;
  readonly on: CalendarDate;
  /** The order that moves them; null for the grant that opens the pool. */
  readonly voucherId: string | null;
}

/** What an agreement was granted and where it is; pool = reserved + committed + left. */
export interface PoolState {
  readonly pool: number;
  readonly reserved: number;
  readonly committed: number;
  readonly left: number;
}

interface Movement {
  readonly voucherId: string;
  readonly on: CalendarDate;
}

/** Opens an agreement's pool. */
export function grantVouchers(vouchers: number, on: CalendarDate): LedgerEntry {
  return { from: 'programme', to: 'pool', vouchers, on, voucherId: null };
}

/** On submission. No day from the movement's own on may be left with fewer than none. */
export function reserveVouchers(
  entries: readonly LedgerEntry[],
  { voucherId, on, vouchers }: Movement & { readonly vouchers: number },
): Answer<LedgerEntry, Objection<'pool-exhausted' | 'wrong-state' | 'unusable'>> {
  if (!Number.isSafeInteger(vouchers) || vouchers < 1) return objectTo('unusable', { vouchers });
  if (heldBy(entries, voucherId) !== undefined) return objectTo('wrong-state');
  const left = leftFrom(entries, on);
  if (left < vouchers) return objectTo('pool-exhausted', { left, asked: vouchers });
  return granted({ from: 'pool', to: 'reserved', vouchers, on, voucherId });
}

/** On approval: what the order reserved. */
export function commitVouchers(
  entries: readonly LedgerEntry[],
  { voucherId, on }: Movement,
): Answer<LedgerEntry, Objection<'wrong-state'>> {
  const held = heldBy(entries, voucherId);
  if (held?.account !== 'reserved') return objectTo('wrong-state');
  return granted({ from: 'reserved', to: 'committed', vouchers: held.vouchers, on, voucherId });
}

/** Back into the pool: sent back by a colleague, refused by the central office, or taken back with its consent. */
export function releaseVouchers(
  entries: readonly LedgerEntry[],
  { voucherId, on }: Movement,
): Answer<LedgerEntry, Objection<'wrong-state'>> {
  const held = heldBy(entries, voucherId);
  if (held === undefined) return objectTo('wrong-state');
  return granted({ from: held.account, to: 'pool', vouchers: held.vouchers, on, voucherId });
}

/** Where the vouchers stood at the end of a day. */
export function poolAsOf(entries: readonly LedgerEntry[], date: CalendarDate): PoolState {
  const until = entries.filter(({ on }) => on <= date);
  const reserved = balanceOf(until, 'reserved');
  const committed = balanceOf(until, 'committed');
  const left = balanceOf(until, 'pool');
  return { pool: left + reserved + committed, reserved, committed, left };
}

/** The least that any day from this one on has left: a movement dated back must not overdraw a later day. */
export function leftFrom(entries: readonly LedgerEntry[], date: CalendarDate): number {
  const days = [date, ...entries.map(({ on }) => on).filter((on) => on > date)];
  return Math.min(...days.map((day) => poolAsOf(entries, day).left));
}

export function balanceOf(entries: readonly LedgerEntry[], account: LedgerAccount): number {
  return entries.reduce(
    (sum, { from, to, vouchers }) => sum + (to === account ? vouchers : 0) - (from === account ? vouchers : 0),
    0,
  );
}

/** How many vouchers an order holds, reserved or committed. */
export function vouchersOf(entries: readonly LedgerEntry[], voucherId: string): number {
  return heldBy(entries, voucherId)?.vouchers ?? 0;
}

function heldBy(entries: readonly LedgerEntry[], voucherId: string) {
  const own = entries.filter((entry) => entry.voucherId === voucherId);
  for (const account of ['reserved', 'committed'] as const) {
    const vouchers = balanceOf(own, account);
    if (vouchers > 0) return { account, vouchers };
  }
  return undefined;
}
