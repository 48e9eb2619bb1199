// The one place where the wire's words about an item become the words of its delivery.
import type { ItemResult } from '../../shared/wire/batch.ts';
import type { CentreKey } from '../../shared/wire/receipt.ts';
import type { DeliveryOutcome, QueuedDelivery } from './delivery-store.ts';
import { verifyReceipt } from './receipts.ts';

/**
 * accepted → acknowledged, if its receipt holds; refused, conflict, invalid → refused with the code as its cause.
 * not-yet: a withdrawal of a voucher that the central office does not know, because it was restored from a backup and is
 * given the voucher again. undefined for an answer that can't be believed: no receipt, or one that is not the central
 * office's word about these bytes.
 */
export function toDeliveryOutcome(
  delivery: QueuedDelivery,
  result: ItemResult,
  centreKeys: readonly CentreKey[],
): DeliveryOutcome | 'not-yet' | undefined {
  const { id } = delivery;
  if (delivery.kind === 'withdrawal' && result.code === 'unknown-voucher') return 'not-yet';
  switch (result.outcome) {
    case 'accepted': {
      if (result.receipt === null) return undefined;
      const verified = verifyReceipt(result.receipt, { ...delivery, centreKeys });
      if (!verified.ok) return undefined;
      const { supportId } = verified.value;
      return { id, state: 'acknowledged', supportId, receipt: result.receipt };
    }
    case 'refused':
    case 'conflict':
    case 'invalid':
      return { id, state: 'refused', cause: result.code ?? result.outcome, facts: result.facts };
  }
}

type Sorted = {
  readonly outcomes: readonly DeliveryOutcome[];
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
  const notYet: QueuedDelivery[] = [];
  const unbelieved: QueuedDelivery[] = [];
  for (const delivery of due) {
    const result = byId.get(delivery.id);
    const outcome = result === undefined ? undefined : toDeliveryOutcome(delivery, result, centreKeys);
    if (outcome === undefined) unbelieved.push(delivery);
    else if (outcome === 'not-yet') notYet.push(delivery);
    else outcomes.push(outcome);
  }
  return { outcomes, notYet, unbelieved };
}
