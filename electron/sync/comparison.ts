// Lost and duplicated vouchers are counted by comparing what both sides hold, not assumed.
import type { HeldVouchers } from '../../shared/wire/batch.ts';

/** A delivery of this file; its support id is null until it is acknowledged. */
type OwnDelivery = { readonly voucherId: string; readonly hash: string; readonly supportId: string | null };

/** lost: acknowledged here, not accepted there with this content. duplicated: accepted there more than once, or not ours. */
export function compareHoldings(
  own: readonly OwnDelivery[],
  held: HeldVouchers['vouchers'],
): { readonly lost: string[]; readonly duplicated: string[] } {
  const accepted = held.filter(({ outcome }) => outcome === 'accepted');
  const byId = new Map(accepted.map((voucher) => [voucher.id, voucher]));
  const ours = new Set(own.map(({ voucherId }) => voucherId));
  const lost = own.filter(({ voucherId, hash, supportId }) => {
    const there = byId.get(voucherId);
    if (supportId === null) return false;
    return there === undefined || there.hash !== hash || there.supportId !== supportId;
  });
  const seen = new Set<string>();
  const duplicated = accepted.filter(({ id, supportId }) => {
    const names = [id, supportId ?? id];
    const isRepeated = names.some((name) => seen.has(name)) || !ours.has(id);
    for (const name of names) seen.add(name);
    return isRepeated;
  });
  return { lost: lost.map(({ voucherId }) => voucherId), duplicated: duplicated.map(({ id }) => id) };
}
