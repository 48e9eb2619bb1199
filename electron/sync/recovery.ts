// After a restore from a backup the central office may lack what it acknowledged: it is found and sent again.
import type { CentralClient } from './central-client.ts';
import type { LedgerSight, RecoveryStore } from './delivery-store.ts';
import type { Reply } from './failure.ts';

/** Another life of the ledger, or one that was put back without a word: it has not come as far as was seen before. */
export function mayHaveForgotten(ledger: LedgerSight, compared: LedgerSight): boolean {
  return ledger.epoch !== compared.epoch || ledger.head < compared.head;
}

/**
 * Queues again what the central office no longer holds; gives how many. The same bytes, so a doubt costs nothing. What is
 * held is asked for after `ledger` was seen, and told from what is acknowledged here once the answer is there: so nothing
 * slips between the two.
 */
export async function requeueForgotten(
  client: Pick<CentralClient, 'listHeldVouchers'>,
  store: RecoveryStore,
  { ledger, now }: { readonly ledger: LedgerSight; readonly now: () => string },
): Promise<Reply<number>> {
  const held = await client.listHeldVouchers();
  if (!held.ok) return held;
  const accepted = held.value.filter(({ outcome }) => outcome === 'accepted').map(({ id }) => id);
  return { ok: true, value: store.conclude(new Set(accepted), ledger, now()) };
}
