// The bench's own arithmetic: what a row of figures says.

/** Of a sorted row, by the nearest rank; `share` from 0 to 1. Throws for an empty row. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new RangeError('no figures, no percentile');
  return found;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The figures that every row of times is reported by, in milliseconds. */
export type Spread = { readonly p50: number; readonly p95: number; readonly p99: number; readonly worst: number };

export function spreadOf(times: readonly number[]): Spread {
  const at = (share: number) => round(percentile(times, share), 3);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), worst: at(1) };
}

export function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

/** The slowest one's pace as a share of the median's: 1 where everybody is served alike. */
export function fairness(paces: readonly number[]): number {
  return round(Math.min(...paces) / median(paces));
}

/** How long each call took, in milliseconds; the first `warmUp` calls are not counted. */
export async function timeEach(
  { times, warmUp = 0 }: { readonly times: number; readonly warmUp?: number },
  work: (turn: number) => unknown,
): Promise<number[]> {
  const taken: number[] = [];
  for (let turn = 0; turn < warmUp + times; turn += 1) {
    const begun = performance.now();
    const working = work(turn);
    if (working instanceof Promise) await working;
    if (turn >= warmUp) taken.push(performance.now() - begun);
  }
  return taken;
}
