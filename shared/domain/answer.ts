/** What a rule says: a value, or the reason why there is none. Nothing is thrown for what a user can cause. */
export type Answer<Value, Problem> = { readonly ok: true; readonly value: Value } | Refused<Problem>;

export interface Refused<Problem> {
  readonly ok: false;
  readonly problem: Problem;
}

export function granted<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function refused<const Problem>(problem: Problem): Refused<Problem> {
  return { ok: false, problem };
}
