// Many runs, side by side in lanes with a server each: what is made once, and the sums at the end.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgres } from '../../central/postgres.ts';
import { mountSmallDisk } from '../support/small-disk.ts';
import type { wrongs } from './comparison.ts';
import { type FaultKind, faultKinds } from './fault-kinds.ts';
import type { BrokenBuild, Label } from './plans.ts';
import { embeddedServer, openServer, type Server } from './postgres.ts';
import { findPowerShim } from './power-loss.ts';
import { buildProcesses, type Processes } from './processes.ts';
import { type Round, type RoundPlace, runRound } from './round.ts';
import { makeTemplate } from './template.ts';

export type HarnessWish = {
  readonly runs: number;
  readonly seed: number;
  /** So many runs at a time; one by default. */
  readonly lanes?: number;
  readonly broken?: BrokenBuild;
  /** Processes die at these points only, and always there. */
  readonly aim?: readonly Label[];
  /** The embedded database even where there is a better one. */
  readonly embedded?: boolean;
  /** Called after each run; false ends the harness early. */
  readonly onRound?: (round: Round) => boolean;
};

export type Summary = Record<(typeof wrongs)[number], number> & {
  readonly runs: number;
  readonly seed: number;
  readonly database: string;
  readonly seconds: number;
  readonly approved: number;
  /** Of the approved ones, taken back. */
  readonly withdrawn: number;
  readonly acknowledged: number;
  readonly refused: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly leftOut: readonly string[];
  /** What was found wrong, with the seed that repeats it. */
  readonly findings: readonly string[];
};

export async function runHarness(wish: HarnessWish): Promise<Summary> {
  const startedAt = performance.now();
  const processes = await buildProcesses();
  const lanes = Array.from({ length: wish.lanes ?? 1 }, (_, lane) => lane);
  try {
    const ran = await Promise.all(lanes.map((lane) => runLane(wish, processes, lane)));
    const [first] = ran;
    if (first === undefined) throw new RangeError('runs go in one lane at least');
    const rounds = ran.flatMap((each) => each.rounds).sort((a, b) => a.seed - b.seed);
    const { machine, kinds } = first;
    return { ...sum(rounds, kinds), seed: wish.seed, ...machine, seconds: secondsSince(startedAt) };
  } finally {
    processes.remove();
  }
}

/** Every so many-th run, on a server of its own: one that is killed takes nobody else's along. */
async function runLane(wish: HarnessWish, processes: Processes, lane: number) {
  const server = wish.embedded ? embeddedServer : await openServer();
  const folder = mkdtempSync(join(tmpdir(), 'teczka-faults-'));
  try {
    const template = await makeTemplate(join(folder, 'template.teczka'));
    const machine = { server, shim: findPowerShim(), canFill: canMount() };
    const place = { ...machine, folder, processes, template, templateDatabase: await makeDatabase(server, lane) };
    const rounds: Round[] = [];
    for (let run = lane; run < wish.runs; run += wish.lanes ?? 1) {
      const round = await runRound(place, {
        seed: wish.seed + run,
        broken: wish.broken ?? null,
        aim: wish.aim ?? null,
      });
      rounds.push(round);
      if (wish.onRound?.(round) === false) break;
    }
    await server.databases?.drop(place.templateDatabase);
    return { rounds, machine: describe(machine), kinds: findKinds(server) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await server.stop();
  }
}

function canMount(): boolean {
  const disk = mountSmallDisk(1);
  disk?.remove();
  return disk !== null;
}

function secondsSince(startedAt: number): number {
  return Math.round((performance.now() - startedAt) / 100) / 10;
}

/** An empty ledger that each run copies. */
async function makeDatabase({ databases }: Server, lane: number): Promise<string> {
  const name = `teczka_faults_${process.pid}_${lane}`;
  if (databases === null) return name;
  const database = await openPostgres(await databases.create(name, 'template1'), () => {});
  await database.close();
  return name;
}

type Machine = Pick<RoundPlace, 'server' | 'shim' | 'canFill'>;

function describe({ server, shim, canFill }: Machine): Pick<Summary, 'database' | 'leftOut'> {
  const { words, databases, kill } = server;
  return {
    database: words,
    leftOut: [
      ...(kill === null ? ['kills of PostgreSQL: the server is not this harness’s own'] : []),
      ...(databases === null ? ['kills of the central office: its embedded database would die with it'] : []),
      ...(shim === null ? ['power loss: there is no C compiler here that could make its library'] : []),
      ...(canFill ? [] : ['full disks: this user may not mount a small one']),
    ],
  };
}

/** A central office either can be killed or, with its database inside, only be restarted. */
function findKinds({ databases }: Server): readonly FaultKind[] {
  const other = databases === null ? 'killed at random: central office' : 'restarted: central office';
  return faultKinds.filter((kind) => kind !== other);
}

function sum(rounds: readonly Round[], kinds: readonly FaultKind[]) {
  const total = (count: (round: Round) => number) => rounds.reduce((so, round) => so + count(round), 0);
  const faults = Object.fromEntries(kinds.map((kind) => [kind, total((round) => round.faults[kind] ?? 0)]));
  return {
    runs: rounds.length,
    approved: total(({ approved }) => approved),
    withdrawn: total(({ withdrawn }) => withdrawn),
    acknowledged: total(({ acknowledged }) => acknowledged),
    refused: total(({ refused }) => refused),
    lost: total(({ counts }) => counts.lost),
    duplicated: total(({ counts }) => counts.duplicated),
    overPool: total(({ counts }) => counts.overPool),
    auditBreaks: total(({ counts }) => counts.auditBreaks),
    stuck: total(({ counts }) => counts.stuck),
    unsound: total(({ counts }) => counts.unsound),
    faults,
    findings: rounds.flatMap(({ seed, details }) => details.map((detail) => `seed ${seed}: ${detail}`)),
  };
}
