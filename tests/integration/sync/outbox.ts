// A delivery store in memory, with the promises of the case file's: for tests of the loop alone.
import { ceilingMs } from '../../../electron/sync/back-off.ts';
import type {
  DeliveryOutcome,
  DeliveryStore,
  Quarantined,
  QueuedDelivery,
} from '../../../electron/sync/delivery-store.ts';

type Waiting = QueuedDelivery & {
  readonly nextTryAt: string;
  readonly cause: string | null;
  readonly facts: Quarantined['facts'] | null;
};

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
    void waiting.set(delivery.id, { ...delivery, nextTryAt: '2020-01-01T00:00:00.000Z', cause: null, facts: null });
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
        .map(({ nextTryAt: _, cause: __, facts: ___, ...delivery }) => delivery),
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
        const said = found?.facts == null ? { cause } : {};
        if (found !== undefined) waiting.set(id, { ...found, ...said, nextTryAt, attempts: found.attempts + 1 });
      }
    },
    recordQuarantine: (items, nextTryAt) => {
      for (const { id, cause, facts } of items) {
        const found = waiting.get(id);
        if (found !== undefined) waiting.set(id, { ...found, cause, facts, nextTryAt, attempts: found.attempts + 1 });
      }
    },
    makeDue: (now) => {
      for (const [id, each] of waiting) if (each.nextTryAt > now) waiting.set(id, { ...each, nextTryAt: now });
    },
    nextDueAt: () => [...waiting.values()].map(({ nextTryAt }) => nextTryAt).sort()[0] ?? null,
  };
}
