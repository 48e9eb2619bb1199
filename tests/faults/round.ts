// One run: two workstations with the same agreements, a central office, a bad line, and whoever pulls the plug.
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Chance, createChance } from './chance.ts';
import { type Desk as ComparedDesk, compare, type Verdict } from './comparison.ts';
import { makeDisk } from './disks.ts';
import type { Count, FaultKind } from './fault-kinds.ts';
import type { BrokenBuild, CentralPlan, Label, Said, WorkstationPlan } from './plans.ts';
import { freePort, type Server } from './postgres.ts';
import type { Processes } from './processes.ts';
import { startProxy } from './proxy.ts';
import { createSeatOf, type Seat, startLimitMs } from './seats.ts';
import { calmDown, drawCentralDeath, drawOfficeDeath, type Office, storm } from './storm.ts';
import type { Template } from './template.ts';

export type RoundPlace = {
  readonly server: Server;
  /** Where case files of runs may stand. */
  readonly folder: string;
  readonly processes: Processes;
  readonly template: Template;
  readonly templateDatabase: string;
  /** The library that notes unflushed writes; null where there is none. */
  readonly shim: string | null;
  /** Whether small disks can be had. */
  readonly canFill: boolean;
};
export type RoundWish = {
  readonly seed: number;
  readonly broken: BrokenBuild | null;
  /** Processes die at these points only, and always there; null lets chance choose among all of them. */
  readonly aim: readonly Label[] | null;
};

/** How often each kind of fault happened. */
type Faults = Partial<Record<FaultKind, number>>;
export type Round = Verdict & {
  readonly seed: number;
  readonly faults: Readonly<Faults>;
  readonly approved: number;
  readonly withdrawn: number;
  readonly tookMs: number;
};

export async function runRound(place: RoundPlace, { seed, broken, aim }: RoundWish): Promise<Round> {
  const startedAt = performance.now();
  const name = `run_${process.pid}_${randomBytes(4).toString('hex')}`;
  const databaseUrl = (await place.server.databases?.create(name, place.templateDatabase)) ?? null;
  const faults: Faults = {};
  const count: Count = (kind) => {
    faults[kind] = (faults[kind] ?? 0) + 1;
  };
  const folder = join(place.folder, name);
  const silences: string[] = [];
  try {
    const { processes, template, server, shim, canFill } = place;
    const chance = createChance(seed);
    const stage = {
      processes,
      template,
      server,
      shim,
      canFill,
      folder,
      databaseUrl,
      chance,
      broken,
      aim,
      count,
      silences,
    };
    const { verdict, ...acts } = await play(stage);
    return { ...withSilences(verdict, silences), ...acts, seed, faults, tookMs: sinceMs(startedAt) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await place.server.databases?.drop(name);
  }
}

function sinceMs(startedAt: number): number {
  return Math.round(performance.now() - startedAt);
}

/** What nobody noticed is unsound, whatever came of it. */
function withSilences({ counts, details, ...verdict }: Verdict, silences: readonly string[]): Verdict {
  return {
    ...verdict,
    counts: { ...counts, unsound: counts.unsound + silences.length },
    details: [...details, ...silences.map((words) => `unsound: ${words}`)],
  };
}

type Stage = Omit<RoundPlace, 'templateDatabase'> &
  Omit<RoundWish, 'seed'> & {
    readonly databaseUrl: string | null;
    readonly chance: Chance;
    readonly count: Count;
    readonly silences: string[];
  };

type Line = { readonly begunAtMs: number; readonly port: number; readonly centralUrl: string };

type Played = Pick<Round, 'approved' | 'withdrawn'> & { readonly verdict: Verdict };

async function play(stage: Stage): Promise<Played> {
  const { chance, count } = stage;
  const port = await freePort();
  const proxy = await startProxy(port, { chance: createChance(chance.between(1, 1e9)), count });
  const line: Line = { begunAtMs: Date.now(), port, centralUrl: proxy.url };
  const central = seatCentral(stage, line);
  const codes = await central.start(drawCentralDeath(stage));
  const desks = codes.map((code, place) => seatOffice(stage, line, { code, place }));
  const approved = () => desks.reduce((sum, desk) => sum + desk.confirmed.size, 0);
  const isMostlyDone = () => approved() > 1.5 * stage.template.agreements.length;
  const world = { drawing: stage, central, offices: desks, count, isMostlyDone };
  try {
    await Promise.all(desks.map(({ seat }) => seat.start(drawOfficeDeath(stage))));
    proxy.storm();
    for (const { seat, disk } of desks) {
      disk.arm();
      seat.child().tell({ order: 'begin' });
    }
    await storm(world);
    proxy.clear();
    await calmDown(world);
    await Promise.all(desks.map(({ seat }) => seat.leave()));
    const ledger = await readLedgerOf(central);
    return {
      verdict: await compare(desks, ledger),
      approved: approved(),
      withdrawn: desks.reduce((sum, desk) => sum + desk.withdrawn.size, 0),
    };
  } finally {
    await Promise.all([central, ...desks.map(({ seat }) => seat)].map((seat) => seat.leave()));
    for (const { disk } of desks) disk.remove();
    await proxy.stop();
  }
}

const masterSecret = randomBytes(32).toString('hex');

function seatCentral({ processes, databaseUrl, broken, count }: Stage, { begunAtMs, port }: Line): Seat {
  return createSeatOf({
    count,
    cast: (isFirst, death) => {
      const plan: CentralPlan = {
        ...{ begunAtMs, port, databaseUrl, broken, death },
        masterSecret,
        codes: isFirst ? 2 : 0,
      };
      return { entry: processes.central, plan, environment: {}, listener: () => undefined };
    },
    whileDown: () => {},
  });
}

type Desk = Office & ComparedDesk;

function seatOffice(stage: Stage, line: Line, { code, place }: { code: string; place: number }): Desk {
  const { chance, template, broken, count } = stage;
  const disk = makeDisk({
    path: join(stage.folder, `desk-${place}`),
    template,
    chance,
    shim: stage.shim,
    isSmall: stage.canFill && broken === null && chance.is(0.12),
    alwaysCuts: broken === 'no-fsync',
    count,
    onSilence: (words) => stage.silences.push(words),
  });
  const { agreements } = template;
  const from = place * Math.floor(agreements.length / 3);
  const confirmed = new Set<string>();
  const withdrawn = new Set<string>();
  const listener = (said: Said) => {
    if (said.said === 'approved') confirmed.add(said.voucherId);
    if (said.said === 'withdrawn') withdrawn.add(said.withdrawalId);
    if (said.said === 'clock-jumped') count('clock: office jumps');
    if (said.said === 'disk-full') disk.noticeFull();
    if (said.said === 'internal') stage.silences.push('somebody was told that the program is at fault');
  };
  const seat = createSeatOf({
    count,
    cast: (isFirst, death) => {
      const plan: WorkstationPlan = {
        ...{ begunAtMs: line.begunAtMs, centralUrl: line.centralUrl, death, broken },
        ...{ folder: disk.folder, ballastBytes: disk.ballastBytes },
        seed: chance.between(1, 1e9),
        code: isFirst ? code : null,
        agreements: agreements.slice(from, from + Math.ceil((agreements.length * 2) / 3)),
        confirmed: [...confirmed],
      };
      return { entry: stage.processes.workstation, plan, environment: disk.environment(), listener };
    },
    whileDown: disk.suffer,
  });
  return { seat, disk, folder: disk.folder, confirmed, withdrawn };
}

async function readLedgerOf(central: Seat) {
  central.child().tell({ order: 'ledger' });
  const said = await central.child().hear('ledger', startLimitMs);
  if (said === null) throw new Error('the central office cannot say what it holds');
  return said.ledger;
}
