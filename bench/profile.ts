// Where a process spent its time: the functions of a CPU profile by the time spent in themselves.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { round } from './statistics.ts';

export type HotSpot = {
  readonly what: string /** Of the time that the process was not idle. */;
  readonly share: number;
};

const cpuProfile = z.object({
  nodes: z.array(z.object({ id: z.int(), callFrame: z.object({ functionName: z.string(), url: z.string() }) })),
  samples: z.array(z.int()),
  timeDeltas: z.array(z.number()),
});
const idle = new Set(['(idle)', '(program)', '(root)']);

/** The ten functions that took most, over all profiles in a folder. */
export function findHotSpots(folder: string): HotSpot[] {
  const spent = new Map<string, number>();
  for (const name of readdirSync(folder)) addProfile(spent, readFileSync(join(folder, name), 'utf8'));
  const sum = [...spent.values()].reduce((so, each) => so + each, 0);
  const sorted = [...spent].sort(([, left], [, right]) => right - left);
  return sorted.slice(0, 10).map(([what, micros]) => ({ what, share: round(micros / sum, 3) }));
}

function addProfile(spent: Map<string, number>, text: string): void {
  const { nodes, samples, timeDeltas } = cpuProfile.parse(JSON.parse(text));
  const names = new Map(nodes.map(({ id, callFrame }) => [id, toWords(callFrame)]));
  for (const [place, id] of samples.entries()) {
    const what = names.get(id) ?? 'unknown';
    if (!idle.has(what)) spent.set(what, (spent.get(what) ?? 0) + (timeDeltas[place] ?? 0));
  }
}

/** The function, and the file in this project or the package that it belongs to. */
function toWords({ functionName, url }: { functionName: string; url: string }): string {
  const name = functionName === '' ? '(anonymous)' : functionName;
  const from = /node_modules\/(@[^/]+\/[^/]+|[^/]+)/.exec(url)?.[1] ?? /([^/]+\/[^/]+)$/.exec(url)?.[1] ?? url;
  return from === '' ? name : `${name} (${from})`;
}
