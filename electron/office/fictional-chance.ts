// Chance that can be repeated: the same seed gives the same people, ids and dates on every machine.
import { createHash } from 'node:crypto';

export type Chance = {
  /** From 0 up to, never reaching, 1. */
  fraction(): number;
  /** A whole number, both ends included. */
  whole(least: number, most: number): number;
  pick<Value>(values: readonly Value[]): Value;
  /** One of the names, each as often as its weight says. */
  weigh<Name extends string>(weights: Readonly<Partial<Record<Name, number>>>): Name;
  isTrue(probability: number): boolean;
  bytes(count: number): Uint8Array;
};

/** sfc32 (PractRand's small fast counter), started from the seed's SHA-256. Never for keys: whoever knows the seed knows all. */
export function seededChance(seed: string): Chance {
  const next = startCounter(createHash('sha256').update(seed).digest());
  const fraction = () => next() / 0x1_0000_0000;
  const whole = (least: number, most: number) => least + Math.floor(fraction() * (most - least + 1));
  return {
    fraction,
    whole,
    pick: (values) => {
      const value = values[whole(0, values.length - 1)];
      if (value === undefined) throw new RangeError('nothing to pick from');
      return value;
    },
    weigh: (weights) => weigh(weights, fraction()),
    isTrue: (probability) => fraction() < probability,
    bytes: (count) => Uint8Array.from({ length: count }, () => next() >>> 24),
  };
}

function startCounter(digest: Buffer): () => number {
  let [a, b, c, counter] = [
    digest.readInt32LE(0),
    digest.readInt32LE(4),
    digest.readInt32LE(8),
    digest.readInt32LE(12),
  ];
  return () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
}

function weigh<Name extends string>(weights: Readonly<Partial<Record<Name, number>>>, at: number): Name {
  // Object.keys of a record of names gives exactly those names.
  const names = Object.keys(weights) as Name[];
  let left = at * names.reduce((sum, name) => sum + (weights[name] ?? 0), 0);
  const found = names.find((name) => {
    left -= weights[name] ?? 0;
    return left < 0;
  });
  const chosen = found ?? names.at(-1);
  if (chosen === undefined) throw new RangeError('nothing to weigh');
  return chosen;
}
