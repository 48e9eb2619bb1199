// One run: two workstations with the same agreements, a central office, a bad line, and whoever pulls the plug.
import { randomBytes } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Chance, createChance } from './chance.ts';
import { type Child, startChild } from './child.ts';
import { clockJumpsMs } from './child-side.ts';
import { compare, type Verdict } from './comparison.ts';
import {
  type BrokenBuild,
  type CentralPlan,
  centralLabels,
  type Label,
  type LabelledDeath,
  type Said,
  type WorkstationPlan,
  workstationLabels,
} from './plans.ts';
import { freePort, type Server } from './postgres.ts';
import { startProxy } from './proxy.ts';

export type RoundPlace = {
  readonly server: Server;
  /** Where case files of runs may stand. */
  readonly folder: string;
  readonly templateFolder: string;
  readonly templateDatabase: string;
  readonly agreements: readonly string[];
};
export type RoundWish = {
  readonly seed: number;
  readonly broken: BrokenBuild | null;
  /** Processes die at these points only, and always there; null lets chance choose among all of them. */
  readonly aim: readonly Label[] | null;
};

export type Round = Verdict & {
  readonly seed: number;
  /** How often each kind of fault happened. */
  readonly faults: Readonly<Record<string, number>>;
  readonly approved: number;
  readonly tookMs: number;
};

const startLimitMs = 20_000;
const stormLimitMs = 1500;
/** For a machine that is busy; in the office's own time the limit is the workstation's. */
const settleLimitMs = 12_000;

const workstationEntry = new URL('./workstation.ts', import.meta.url);
const centralEntry = new URL('./central-office.ts', import.meta.url);

export async function runRound(place: RoundPlace, { seed, broken, aim }: RoundWish): Promise<Round> {
  const startedAt = performance.now();
  const chance = createChance(seed);
  const name = `run_${process.pid}_${randomBytes(4).toString('hex')}`;
  const databaseUrl = (await place.server.databases?.create(name, place.templateDatabase)) ?? null;
  const folders = ['first', 'second'].map((desk) => join(place.folder, name, `${desk}.teczka`));
  for (const folder of folders) cpSync(place.templateFolder, folder, { recursive: true });
  try {
    const stage = { ...place, databaseUrl, folders, chance, broken, aim };
    const { verdict, faults, approved } = await play(stage);
    return { ...verdict, seed, faults, approved, tookMs: Math.round(performance.now() - startedAt) };
  } finally {
    rmSync(join(place.folder, name), { recursive: true, force: true });
    await place.server.databases?.drop(name);
  }
}

type Stage = RoundPlace & {
  readonly databaseUrl: string | null;
  readonly folders: readonly string[];
  readonly chance: Chance;
  readonly broken: BrokenBuild | null;
  readonly aim: readonly Label[] | null;
};
type Played = { readonly verdict: Verdict; readonly faults: Record<string, number>; readonly approved: number };

async function play(stage: Stage): Promise<Played> {
  const { chance, folders } = stage;
  const faults: Record<string, number> = {};
  const count = (kind: string) => {
    faults[kind] = (faults[kind] ?? 0) + 1;
  };
  const begunAtMs = Date.now();
  const port = await freePort();
  const proxy = await startProxy(port, createChance(chance.between(1, 1e9)));
  const central = createSeatOf(count, (isFirst, death) => {
    const { databaseUrl, broken } = stage;
    const plan: CentralPlan = {
      ...{ begunAtMs, port, databaseUrl, broken, death },
      masterSecret,
      codes: isFirst ? 2 : 0,
    };
    return { entry: centralEntry, plan, listener: () => undefined };
  });
  const opened = await central.start(drawCentralDeath(stage));
  const confirmed = folders.map(() => new Set<string>());
  const offices = folders.map((folder, place) =>
    createSeatOf(count, (isFirst, death) => {
      const from = place * Math.floor(stage.agreements.length / 3);
      const plan: WorkstationPlan = {
        ...{ begunAtMs, folder, death, broken: stage.broken, centralUrl: proxy.url },
        seed: chance.between(1, 1e9),
        code: isFirst ? (opened[place] ?? '') : null,
        agreements: stage.agreements.slice(from, from + Math.ceil((stage.agreements.length * 2) / 3)),
        confirmed: [...(confirmed[place] ?? [])],
      };
      const listener = (said: Said) => {
        if (said.said === 'approved') confirmed[place]?.add(said.voucherId);
        if (said.said === 'clock-jumped') count('clock: office jumps');
      };
      return { entry: workstationEntry, plan, listener };
    }),
  );
  try {
    await Promise.all(offices.map((office) => office.start(drawDeath(stage, workstationLabels))));
    proxy.storm();
    for (const office of offices) office.child().tell({ order: 'begin' });
    await storm({ stage, central, offices, count });
    proxy.clear();
    await calmDown(central, offices);
    await Promise.all(offices.map((office) => office.leave()));
    const ledger = await readLedgerOf(central);
    const desks = folders.map((folder, place) => ({ folder, confirmed: confirmed[place] ?? new Set<string>() }));
    for (const [kind, times] of Object.entries(proxy.faults)) if (times > 0) faults[`network: ${kind}`] = times;
    return {
      verdict: await compare(desks, ledger),
      faults,
      approved: desks.reduce((sum, desk) => sum + desk.confirmed.size, 0),
    };
  } finally {
    await Promise.all([central, ...offices].map((seat) => seat.leave()));
    await proxy.stop();
  }
}

const masterSecret = randomBytes(32).toString('hex');

type Seat = {
  child(): Child;
  /** Resolves with the codes that it made once it is ready. */
  start(death: LabelledDeath | null): Promise<readonly string[]>;
  /** Asks it to end, and ends it if it does not. */
  leave(): Promise<void>;
  /** Up again, without a plan to die. */
  revive(death: LabelledDeath | null): Promise<void>;
};
type Casting = { readonly entry: URL; readonly plan: unknown; readonly listener: (said: Said) => void };

/** One place at which a process is started again and again. */
function createSeatOf(
  count: (kind: string) => void,
  cast: (isFirst: boolean, death: LabelledDeath | null) => Casting,
): Seat {
  let current: Child | null = null;
  let isFirst = true;
  const child = () => {
    if (current === null) throw new Error('nobody was started here');
    return current;
  };
  const start = async (death: LabelledDeath | null) => {
    const { entry, plan, listener } = cast(isFirst, death);
    const started = startChild(entry, plan, (said) => {
      if (said.said === 'dying') count(`killed at ${said.label}`);
      listener(said);
    });
    current = started;
    const ready = await started.hear('ready', startLimitMs);
    if (isFirst && ready === null) throw new Error(`${entry.pathname} did not start`);
    // At first everybody waits until everybody is enrolled.
    if (!isFirst) started.tell({ order: 'begin' });
    isFirst = false;
    return ready?.codes ?? [];
  };
  return {
    child,
    start,
    revive: async (death) => {
      await current?.ended;
      await start(death);
    },
    leave: async () => {
      current?.tell({ order: 'stop' });
      const tooLong = setTimeout(() => current?.kill(), 3000);
      await current?.ended;
      clearTimeout(tooLong);
    },
  };
}

type Drawing = Pick<Stage, 'chance' | 'server' | 'aim'>;

function drawDeath({ chance, aim }: Drawing, labels: readonly Label[]): LabelledDeath | null {
  const [first, ...others] = aim === null ? labels : labels.filter((label) => aim.includes(label));
  if (first === undefined || (aim === null && !chance.is(0.6))) return null;
  return { label: chance.oneOf([first, ...others]), nth: chance.between(1, aim === null ? 6 : 2) };
}

/** The embedded database would die with the process. */
function drawCentralDeath(drawing: Drawing): LabelledDeath | null {
  return drawing.server.databases === null ? null : drawDeath(drawing, centralLabels);
}

type Storm = {
  readonly stage: Stage;
  readonly central: Seat;
  readonly offices: readonly Seat[];
  readonly count: (kind: string) => void;
};

/** Until everybody has worked through, or the time is up. */
async function storm({ stage, central, offices, count }: Storm): Promise<void> {
  const { chance, server } = stage;
  const until = performance.now() + stormLimitMs;
  const reviving = new Map<Seat, Promise<void>>();
  const revive = (seat: Seat, death: () => LabelledDeath | null) => {
    if (seat.child().isAlive() || reviving.has(seat)) return;
    reviving.set(
      seat,
      seat.revive(death()).finally(() => reviving.delete(seat)),
    );
  };
  while (performance.now() < until) {
    await pause(chance.between(20, 150));
    const act = chance.next();
    if (act < 0.06) await strikeCentral(server, central, count);
    else if (act < 0.1 && server.kill !== null) {
      count('killed at random: PostgreSQL');
      await server.kill();
    } else if (act < 0.2) {
      const office = offices[chance.between(0, offices.length - 1)];
      if (office?.child().isAlive()) {
        count('killed at random: office');
        office.child().kill();
      }
    } else if (act < 0.25) {
      count('clock: central jumps');
      central.child().tell({ order: 'clock', jumpMs: chance.oneOf(clockJumpsMs) });
    }
    revive(central, () => drawCentralDeath(stage));
    for (const office of offices) revive(office, () => drawDeath(stage, workstationLabels));
  }
  await Promise.all(reviving.values());
}

async function strikeCentral(server: Server, central: Seat, count: (kind: string) => void): Promise<void> {
  if (!central.child().isAlive()) return;
  // The embedded database lives in that process and would not survive: then only its HTTP side goes.
  count(server.databases === null ? 'central office: HTTP side restarted' : 'killed at random: central office');
  if (server.databases === null) central.child().tell({ order: 'crash' });
  else central.child().kill();
}

/** Whoever is down comes back, nobody is disturbed any more, and what waits is delivered without anybody's help. */
async function calmDown(central: Seat, offices: readonly Seat[]): Promise<void> {
  // First: to an office a quarter of an hour is a moment, and it would wait in vain for as long as it may.
  await bringUp(central);
  await Promise.all(
    offices.map(async (office) => {
      await bringUp(office);
      await office.child().hear('rests', settleLimitMs);
    }),
  );
}

/** Until it has said that it heard: one that was just being killed, or had still planned to die, comes back once more. */
async function bringUp(seat: Seat): Promise<void> {
  for (let tries = 5; tries > 0; tries -= 1) {
    if (!seat.child().isAlive()) await seat.revive(null);
    seat.child().tell({ order: 'clear' });
    if ((await seat.child().hear('cleared', startLimitMs)) !== null) return;
  }
  throw new Error('a process does not come back');
}

async function readLedgerOf(central: Seat) {
  central.child().tell({ order: 'ledger' });
  const said = await central.child().hear('ledger', startLimitMs);
  if (said === null) throw new Error('the central office cannot say what it holds');
  return said.ledger;
}
