// What every child process of the harness does: says a line, hears an order, dies where it was told to.
import { writeSync } from 'node:fs';
import type { Label, LabelledDeath, Order, Said } from './plans.ts';

/** Written to the pipe before it returns: what was said survives SIGKILL. */
export function say(said: Said): void {
  const bytes = Buffer.from(`${JSON.stringify(said)}\n`);
  for (let written = 0; written < bytes.length; ) written += writeSync(1, bytes, written);
}

/** The plan in this process's first argument. The harness writes it and nobody else. */
export function readPlan<Plan>(): Plan {
  return JSON.parse(process.argv[2] ?? '') as Plan; // the harness's own words, of the type its caller names
}

/** Ends the process too when the harness has gone. */
export function onOrder(obey: (order: Order) => void): void {
  process.on('message', (message) => obey(message as Order)); // as above
  process.on('disconnect', () => process.exit(1));
}

export type Path = {
  /** Says where the process has come to, and kills it there if that was its plan. */
  readonly reach: (label: Label) => void;
  /** It is to live from now on. */
  readonly spare: () => void;
};

export function createPath(death: LabelledDeath | null): Path {
  let left = death?.nth ?? 0;
  return {
    reach: (label) => {
      if (label !== death?.label || left === 0) return;
      left -= 1;
      if (left > 0) return;
      say({ said: 'dying', label });
      process.kill(process.pid, 'SIGKILL');
    },
    spare: () => {
      left = 0;
    },
  };
}

const hour = 3_600_000;
/** Inside the lives of the template's agreements. */
const officeMorning = Date.parse('2022-03-15T08:00:00.000Z');

export type Clock = { now(): string; jump(ms: number): void; right(): void };

/** The same morning for both sides; jumps are this process's own. */
export function createClock(begunAtMs: number): Clock {
  let aheadMs = 0;
  return {
    now: () => new Date(officeMorning + Date.now() - begunAtMs + aheadMs).toISOString(),
    jump: (ms) => {
      aheadMs += ms;
    },
    right: () => {
      aheadMs = 0;
    },
  };
}

/** Minutes, hours, days, a year; ahead and back. */
export const clockJumpsMs = [
  -400 * 24 * hour,
  -3 * 24 * hour,
  -hour,
  hour / 6,
  2 * hour,
  3 * 24 * hour,
  400 * 24 * hour,
] as const;
