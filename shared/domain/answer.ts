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

/** Why the rules refuse an act, with the facts that a sentence about it needs. */
export interface Objection<Reason extends string> {
  readonly reason: Reason;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
}

export function objectTo<const Reason extends string>(
  reason: Reason,
  facts: Objection<Reason>['facts'] = {},
): Refused<Objection<Reason>> {
  return { ok: false, problem: { reason, facts } };
}
