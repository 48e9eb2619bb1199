// After a restore from a backup the central office may lack what it acknowledged: it is found and sent again.
import type { SyncState } from '../../shared/wire/ledger.ts';
import type { CentralClient } from './central-client.ts';
import type { RecoveryStore } from './delivery-store.ts';
import type { Reply } from './failure.ts';
import { findReceiptPayload } from './receipts.ts';

/** Queues again what the central office no longer holds; gives how many. The same bytes, so a doubt costs nothing. */
export async function requeueForgotten(
  client: Pick<CentralClient, 'listHeldVouchers'>,
  store: RecoveryStore,
  { state, at }: { readonly state: SyncState; readonly at: string },
): Promise<Reply<number>> {
  const newest = findReceiptPayload(store.findNewestReceipt() ?? '');
  if (newest === undefined || !hasForgotten(state, newest)) return { ok: true, value: 0 };
  const held = await client.listHeldVouchers();
  if (!held.ok) return held;
  const accepted = new Set(held.value.filter(({ outcome }) => outcome === 'accepted').map(({ id }) => id));
  const forgotten = store.listAcknowledgedIds().filter((id) => !accepted.has(id));
  if (forgotten.length > 0) store.requeue(forgotten, at);
  return { ok: true, value: forgotten.length };
}

function hasForgotten({ epoch, head }: SyncState, newest: { epoch: string; seq: number }): boolean {
  return epoch !== newest.epoch || head < newest.seq;
}
