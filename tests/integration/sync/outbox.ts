// A delivery store in memory, with the promises of the case file's: for tests of the loop alone.
import { ceilingMs } from '../../../electron/sync/back-off.ts';
import type {
  DeliveryOutcome,
  DeliveryStore,
  QueuedDelivery,
  WaitCause,
} from '../../../electron/sync/delivery-store.ts';

type Waiting = QueuedDelivery & { readonly nextTryAt: string; readonly cause: WaitCause | null };

export type Outbox = DeliveryStore & {
  readonly waiting: Map<string, Waiting>;
  readonly outcomes: Map<string, DeliveryOutcome>;
  add(delivery: QueuedDelivery): void;
  /** How often each voucher's end was written down. */
  readonly written: string[];
};

export function createOutbox(deliveries: readonly QueuedDelivery[] = []): Outbox {
  const waiting = new Map<string, Waiting>();
  const outcomes = new Map<string, DeliveryOutcome>();
  const written: string[] = [];
  const add = (delivery: QueuedDelivery) =>
    void waiting.set(delivery.id, { ...delivery, nextTryAt: '2020-01-01T00:00:00.000Z', cause: null });
  for (const delivery of deliveries) add(delivery);
  return {
    waiting,
    outcomes,
    written,
    add,
    takeDue: (now, limit) =>
      [...waiting.values()]
        .filter(({ nextTryAt }) => nextTryAt <= now || Date.parse(nextTryAt) > Date.parse(now) + ceilingMs)
        .sort((a, b) => (a.nextTryAt < b.nextTryAt ? -1 : Number(a.nextTryAt > b.nextTryAt)))
        .slice(0, limit)
        .map(({ nextTryAt: _, cause: __, ...delivery }) => delivery),
    recordOutcomes: (settled) => {
      for (const outcome of settled) {
        waiting.delete(outcome.id);
        outcomes.set(outcome.id, outcome);
        written.push(outcome.id);
      }
    },
    recordFailure: (ids, cause, nextTryAt) => {
      for (const id of ids) {
        const found = waiting.get(id);
        if (found !== undefined) waiting.set(id, { ...found, cause, nextTryAt, attempts: found.attempts + 1 });
      }
    },
    nextDueAt: () => [...waiting.values()].map(({ nextTryAt }) => nextTryAt).sort()[0] ?? null,
  };
}
