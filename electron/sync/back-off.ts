// How long to wait after a failure: doubling, with jitter so that a county's workstations don't come back all at once.
import type { Failure, FailureCause } from './failure.ts';

/** Node's and the browser's timers, or a test's. */
export type Timers = {
  /** Gives what cancels it. */
  after(waitMs: number, work: () => void): () => void;
};

/** No wait of ours is longer; one that seems so was written by a clock that ran ahead. */
export const ceilingMs = 15 * 60_000;

/** What a person must mend (certificates, a revoked workstation) is not tried every second. */
const firstWaitMs: Readonly<Record<FailureCause, number>> = {
  offline: 2_000,
  timeout: 5_000,
  http: 5_000,
  protocol: 30_000,
  tls: 5 * 60_000,
  auth: ceilingMs,
};

/** What only an update or the central office itself mends: asking sooner helps nobody. */
const slowCodes: readonly string[] = ['schema-version', 'conflict'];

/** `failures` in a row, this one included; `random` is in [0, 1). A Retry-After is a floor. */
export function toWaitMs(failure: Failure, failures: number, random: number): number {
  const first = slowCodes.includes(failure.code ?? '') ? ceilingMs : firstWaitMs[failure.cause];
  const doubled = first * 2 ** Math.min(Math.max(failures - 1, 0), 20);
  const waitMs = Math.min(doubled, ceilingMs) * (0.5 + random / 2);
  return Math.round(Math.max(waitMs, failure.retryAfterMs ?? 0));
}
