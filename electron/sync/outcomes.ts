// The one place where the wire's words about an item become the words of its delivery.
import type { BatchResponse, ItemResult } from '../../shared/wire/batch.ts';
import type { CentreKey } from '../../shared/wire/receipt.ts';
import type { DeliveryOutcome, LedgerSight, Quarantined, QueuedDelivery } from './delivery-store.ts';
import { verifyReceipt } from './receipts.ts';

type Decided = ItemResult & { readonly outcome: 'accepted' | 'refused' };

/**
 * accepted → acknowledged, if its receipt holds; refused → refused with the code as its cause. undefined for an answer
 * that can't be believed: no receipt, or one that is not the central office's word about these bytes.
 */
export function toDeliveryOutcome(
  delivery: QueuedDelivery,
  result: Decided,
  centreKeys: readonly CentreKey[],
): DeliveryOutcome | undefined {
  const { id } = delivery;
  if (result.outcome === 'refused') {
    return { id, state: 'refused', cause: result.code ?? result.outcome, facts: result.facts };
  }
  if (result.receipt === null) return undefined;
  const verified = verifyReceipt(result.receipt, { ...delivery, centreKeys });
  if (!verified.ok) return undefined;
  const { supportId } = verified.value;
  return { id, state: 'acknowledged', supportId, receipt: result.receipt };
}

/** A central office of an earlier version does not name its epoch. */
export function toSight({ epoch, results }: BatchResponse): LedgerSight {
  return { epoch: epoch ?? null, head: Math.max(0, ...results.map(({ seq }) => seq ?? 0)) };
}

type Sorted = {
  readonly outcomes: readonly DeliveryOutcome[];
  /** Nothing was decided: docs/decisions/0010-quarantine.md. */
  readonly quarantined: readonly Quarantined[];
  /** Withdrawals that came before their voucher: the central office was restored from a backup and is given it again. */
  readonly notYet: readonly QueuedDelivery[];
  readonly unbelieved: readonly QueuedDelivery[];
};

/** What was sent by what the answer says of it; an item that it passes over is not believed to have arrived. */
export function sortResults(
  due: readonly QueuedDelivery[],
  results: readonly ItemResult[],
  centreKeys: readonly CentreKey[],
): Sorted {
  const byId = new Map(results.map((result) => [result.id, result]));
  const outcomes: DeliveryOutcome[] = [];
  const quarantined: Quarantined[] = [];
  const notYet: QueuedDelivery[] = [];
  const unbelieved: QueuedDelivery[] = [];
  for (const delivery of due) {
    const result = byId.get(delivery.id);
    if (result === undefined) unbelieved.push(delivery);
    else if (delivery.kind === 'withdrawal' && result.code === 'unknown-voucher') notYet.push(delivery);
    else if (result.outcome === 'invalid' || result.outcome === 'conflict') {
      quarantined.push({ id: delivery.id, cause: result.code ?? result.outcome, facts: result.facts });
    } else {
      const outcome = toDeliveryOutcome(delivery, { ...result, outcome: result.outcome }, centreKeys);
      if (outcome === undefined) unbelieved.push(delivery);
      else outcomes.push(outcome);
    }
  }
  return { outcomes, quarantined, notYet, unbelieved };
}
