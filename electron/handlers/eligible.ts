// What a balance and an agreement both ask of a case.
import { refuse } from '../core/context.ts';
import type { StoredCase } from '../database/cases.ts';

/** Ends the handler unless the case was decided as eligible. */
export function refuseUnlessEligible({ stage }: StoredCase): void {
  if (stage === 'application') refuse('not-decided');
  if (stage === 'not-eligible') refuse('not-eligible');
}
