// Chance that a seed repeats: the same seed makes the same decisions.

export type Chance = {
  /** In [0, 1). */
  next(): number;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  is(probability: number): boolean;
  oneOf<Value>(values: readonly [Value, ...Value[]]): Value;
};

/** Mulberry32. */
export function createChance(seed: number): Chance {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    const again = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((again ^ (again >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    is: (probability) => next() < probability,
    oneOf: (values) => values[Math.floor(next() * values.length)] ?? values[0],
  };
}
