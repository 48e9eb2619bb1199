// What every list and every change of a row do alike.
import type { RefusalReason } from '../../shared/contract/problem.ts';
import type { Answer, Objection } from '../../shared/domain/answer.ts';
import { orNotFound, Refusal, refuse } from '../core/context.ts';

/** What the rules grant; ends the handler with their reason otherwise. */
export function orRefuse<Value>(answer: Answer<Value, Objection<RefusalReason>>): Value {
  return answer.ok ? answer.value : refuse(answer.problem.reason, answer.problem.facts);
}

/** The row that the writer saw: refused when it is missing or has moved on. */
export function asSeen<Row extends { readonly version: number }>(
  row: Row | undefined,
  seenVersion: number,
  what: string,
): Row {
  const found = orNotFound(row, what);
  orChangedMeanwhile(found.version === seenVersion);
  return found;
}

/** Ends the handler when the row was not the one that the writer saw. */
export function orChangedMeanwhile(updated: boolean): void {
  if (!updated) throw new Refusal({ kind: 'changed-meanwhile' });
}

/** A page out of rows read one beyond its limit. */
export function toPage<Row extends { readonly id: string }>(rows: readonly Row[], limit: number) {
  const page = rows.slice(0, limit);
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}
