// The one place where the wire's words about an item become the words of its delivery.
import type { ItemResult } from '../../shared/wire/batch.ts';
import type { CentreKey } from '../../shared/wire/receipt.ts';
import type { DeliveryOutcome, QueuedDelivery } from './delivery-store.ts';
import { verifyReceipt } from './receipts.ts';

/**
 * accepted → acknowledged, if its receipt holds; refused, conflict, invalid → refused with the code as its cause.
 * undefined for an answer that can't be believed: no receipt, or one that is not the central office's word about these bytes.
 */
export function toDeliveryOutcome(
  delivery: QueuedDelivery,
  result: ItemResult,
  centreKeys: readonly CentreKey[],
): DeliveryOutcome | undefined {
  const { id } = delivery;
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
