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
  return Math.round(Math.max(jitter(Math.min(doubled, ceilingMs), random), failure.retryAfterMs ?? 0));
}

/** For an item that the central office will not take as it is: mending takes somebody, and the others' turn comes first. */
export function toQuarantineMs(random: number): number {
  return Math.round(jitter(ceilingMs, random));
}

function jitter(waitMs: number, random: number): number {
  return waitMs * (0.5 + random / 2);
}

/** Until when, and how long that was when it began. */
export type Wait = { readonly until: string; readonly waitMs: number };

export const noWait: Wait = { until: new Date(0).toISOString(), waitMs: 0 };

/** Clocks are put right by a little all the time. */
const clockToleranceMs = 5_000;

export function toWait(nowMs: number, waitMs: number): Wait {
  return { until: new Date(nowMs + waitMs).toISOString(), waitMs };
}

/** Also when more is left than was to be waited: then the clock was set back, by however much. */
export function isOver({ until, waitMs }: Wait, nowMs: number): boolean {
  const leftMs = Date.parse(until) - nowMs;
  return leftMs <= 0 || leftMs > waitMs + clockToleranceMs;
}
