// What one person typed, laid over what another saved meanwhile: a field that was not touched takes the saved value.

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** `typed` began as `base`; gives `current` with every field that differs between them taken from `typed`. */
export function rebase<Value>(typed: Value, base: Value, current: Value): Value {
  if (isSame(typed, base)) return current;
  if (!isFields(typed) || !isFields(base) || !isFields(current)) return typed;
  // Another kind of identity has other fields: it is taken whole.
  if (!isSame(Object.keys(typed).sort(), Object.keys(current).sort())) return typed;
  const fields = Object.keys(typed).map((key) => [key, rebase(typed[key], base[key], current[key])]);
  return Object.fromEntries(fields) as Value; // the very keys of a Value, each with a value of that key
}
