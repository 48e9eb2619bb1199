// Three batches overlap: while one travels, the one before it is believed and stored, and the one after it is packed. Neither
// side waits for the other.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BatchResponse } from '../../shared/wire/batch.ts';
import type { Batch, CentralClient } from './central-client.ts';
import type { DeliveryStore, QueuedDelivery } from './delivery-store.ts';

/** A batch whose answer is here, and not yet believed or stored: its items still count as waiting. */
export type Answered = { readonly due: readonly QueuedDelivery[]; readonly answer: BatchResponse };

/** Of the event loop. Node's fetch has written a batch after two; none of the others costs anything. */
const turnsUntilWritten = 8;

/** A batch that goes next, as it goes: as many as there were, up to the size that was usual when it was packed. */
export type Departing = { readonly due: readonly QueuedDelivery[]; readonly batch: Batch; readonly size: number };

export type Platform = {
  readonly store: DeliveryStore;
  readonly client: CentralClient;
  readonly now: () => string;
  /** Head of the case file's audit chain, anchored at the central office with every push. */
  readonly findAuditHead?: () => string | null;
};

/** As many as `size` of what is due beside a batch that travels or is answered; null where nothing is. */
export function packBeside(
  { store, client, now, findAuditHead }: Platform,
  other: Answered | Departing | null,
  size: number,
): Departing | null {
  const ids = new Set(other?.due.map(({ id }) => id));
  const due = store
    .takeDue(now(), size + ids.size)
    .filter(({ id }) => !ids.has(id))
    .slice(0, size);
  if (due.length === 0) return null;
  const items = due.map(({ id, hash, body }) => ({ id, hash, body }));
  const batch = { auditHead: findAuditHead?.() ?? null, items };
  client.prepare(batch);
  return { due, batch, size };
}

/** null for one that was packed for another size: it is packed anew. */
export function ofSize(packed: Departing | null, size: number): Departing | null {
  return packed?.size === size ? packed : null;
}

/** Also where `settle` throws, what flies has landed before this ends: one batch in flight, whatever happens. */
export async function settleBeside<Value>(flying: Promise<unknown> | null, settle: () => Value): Promise<Value> {
  // Whoever awaits it hears of its failure; until then it is nobody's.
  flying?.catch(() => {});
  try {
    // The request leaves first: settling keeps this thread busy, and what fetch has not written by then would wait for it.
    for (let turn = 0; flying !== null && turn < turnsUntilWritten; turn += 1) await nextTurn();
    return settle();
  } catch (error) {
    await flying;
    throw error;
  }
}
