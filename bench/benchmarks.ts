// Every benchmark under its name, and what a run of some of them gives.
import { measureApprove } from './approve.ts';
import { measureCounties } from './counties.ts';
import { measureLists } from './lists.ts';
import { describeMachine, type Machine } from './machine.ts';
import { measureMemory } from './memory.ts';
import type { Place } from './place.ts';
import { measurePush } from './push.ts';
import { measureStart } from './start.ts';
import { round } from './statistics.ts';

const benchmarks = {
  approve: measureApprove,
  lists: measureLists,
  start: measureStart,
  memory: measureMemory,
  push: (place: Place) => measurePush(place),
  counties: measureCounties,
} as const;
export type Name = keyof typeof benchmarks;
// The keys of this very object.
export const names = Object.keys(benchmarks) as Name[];

type Figures = { readonly [Each in Name]?: Awaited<ReturnType<(typeof benchmarks)[Each]>> };
export type Report = Figures & {
  readonly machine: Machine;
  readonly database: string | null;
  readonly rounds: number;
  readonly seconds: number;
  /** What was taken over from another run, and where and when that was. */
  readonly takenOver?: { readonly names: readonly Name[]; readonly machine: Machine };
};

/** With the figures of an earlier run, for what this one leaves out. */
export function withEarlier(report: Report, earlier: Report): Report {
  const taken = names.filter((name) => report[name] === undefined && earlier[name] !== undefined);
  const figures = Object.fromEntries(taken.map((name) => [name, earlier[name]]));
  // One that needed none says nothing of what the other one stood on.
  const database = report.database ?? earlier.database;
  return { ...report, ...figures, database, takenOver: { names: taken, machine: earlier.machine } };
}

/** One after the other: two at a time would measure each other. */
export async function runBenchmarks(place: Place, wanted: readonly Name[]): Promise<Report> {
  const begun = performance.now();
  const machine = describeMachine();
  const figures: Partial<Record<Name, unknown>> = {};
  for (const name of wanted) {
    place.say(`${name} …`);
    figures[name] = await benchmarks[name](place);
  }
  const seconds = round((performance.now() - begun) / 1000, 0);
  // Each figure was put under the name of the function that gave it.
  return { ...(figures as Figures), machine, database: place.databaseWords(), rounds: place.rounds, seconds };
}
