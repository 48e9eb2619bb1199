// Lost and duplicated vouchers are counted by comparing what both sides hold, not assumed.
import type { HeldVouchers } from '../../shared/wire/batch.ts';

/** A delivery of this file; its support id is null until it is acknowledged. */
type OwnDelivery = { readonly id: string; readonly hash: string; readonly supportId: string | null };

/** lost: acknowledged here, not accepted there with this content. duplicated: accepted there more than once, or not ours. */
export function compareHoldings(
  own: readonly OwnDelivery[],
  held: HeldVouchers['vouchers'],
): { readonly lost: string[]; readonly duplicated: string[] } {
  const accepted = held.filter(({ outcome }) => outcome === 'accepted');
  const byId = new Map(accepted.map((voucher) => [voucher.id, voucher]));
  const ours = new Set(own.map(({ id }) => id));
  const lost = own.filter(({ id, hash, supportId }) => {
    const there = byId.get(id);
    if (supportId === null) return false;
    return there === undefined || there.hash !== hash || there.supportId !== supportId;
  });
  const seen = new Set<string>();
  const duplicated = accepted.filter(({ id, kind, supportId }) => {
    // A withdrawal carries the support id of the voucher that it takes back.
    const names = kind === 'withdrawal' ? [id] : [id, supportId ?? id];
    const isRepeated = names.some((name) => seen.has(name)) || !ours.has(id);
    for (const name of names) seen.add(name);
    return isRepeated;
  });
  return { lost: lost.map(({ id }) => id), duplicated: duplicated.map(({ id }) => id) };
}
