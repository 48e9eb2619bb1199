// What has become of each approved voucher, as the windows are told: waiting, acknowledged or refused.
import { setTimeout as pause } from 'node:timers/promises';
import type { AppEvent } from '../../shared/contract/events.ts';
import type { Delivery } from '../../shared/contract/vouchers.ts';
import type { Desk } from './desk.ts';

export type DeliveryWatch = {
  readonly listener: (event: AppEvent) => void;
  /** undefined for a voucher that was never approved. */
  find(voucherId: string): Delivery | undefined;
  /** Resolves when none of them waits, or when the central office has taken in nothing at all for as long as `patienceMs`. */
  settle(voucherIds: readonly string[], askAt: Desk): Promise<void>;
};

const pauseMs = 200;

export function watchDeliveries(patienceMs: number): DeliveryWatch {
  const deliveries = new Map<string, Delivery>();
  let settledAt = performance.now();
  const isWaiting = (id: string): boolean => deliveries.get(id)?.state === 'waiting';
  return {
    listener(event) {
      if (event.kind !== 'vouchers') return;
      for (const { id, delivery } of event.rows) {
        if (delivery === null) continue;
        if (delivery.state !== 'waiting') settledAt = performance.now();
        deliveries.set(id, delivery);
      }
    },
    find: (id) => deliveries.get(id),
    async settle(ids, desk) {
      const since = performance.now();
      while (ids.some(isWaiting)) {
        const before = settledAt;
        await desk.ask('sync.tryNow', {});
        if (performance.now() - Math.max(since, settledAt) > patienceMs) return;
        if (settledAt === before) await pause(pauseMs);
      }
    },
  };
}
