// Two batches overlap: while one travels, the one before it is believed and stored. Neither side waits for the other.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BatchResponse } from '../../shared/wire/batch.ts';
import type { DeliveryStore, QueuedDelivery } from './delivery-store.ts';

/** A batch whose answer is here, and not yet believed or stored: its items still count as waiting. */
export type Answered = { readonly due: readonly QueuedDelivery[]; readonly answer: BatchResponse };

/** Of the event loop. Node's fetch has written a batch after two; none of the others costs anything. */
const turnsUntilWritten = 8;

/** What is due beside those that are answered. */
export function takeBeside(
  store: DeliveryStore,
  answered: Answered | null,
  { horizon, size }: { readonly horizon: string; readonly size: number },
): readonly QueuedDelivery[] {
  const ids = new Set(answered?.due.map(({ id }) => id));
  const due = store.takeDue(horizon, size + ids.size);
  return due.filter(({ id }) => !ids.has(id)).slice(0, size);
}

/** Also where `settle` throws, what flies has landed before this ends: one batch in flight, whatever happens. */
export async function settleBeside<Value>(flying: Promise<unknown> | null, settle: () => Value): Promise<Value> {
  try {
    // The request leaves first: settling keeps this thread busy, and what fetch has not written by then would wait for it.
    for (let turn = 0; flying !== null && turn < turnsUntilWritten; turn += 1) await nextTurn();
    return settle();
  } catch (error) {
    await flying;
    throw error;
  }
}
