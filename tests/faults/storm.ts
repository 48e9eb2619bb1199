// What happens while everybody works: processes are killed, clocks are set wrong, disks are filled; whoever is down comes back.
import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from './chance.ts';
import { clockJumpsMs } from './child-side.ts';
import type { Disk } from './disks.ts';
import type { Count } from './fault-kinds.ts';
import { type BrokenBuild, centralLabels, type Label, type LabelledDeath, workstationLabels } from './plans.ts';
import type { Server } from './postgres.ts';
import { type Seat, startLimitMs } from './seats.ts';

export type Drawing = {
  readonly chance: Chance;
  readonly server: Server;
  /** Processes die at these points only, and always there; null lets chance choose among all of them. */
  readonly aim: readonly Label[] | null;
  readonly broken: BrokenBuild | null;
};

/** Approvals come one by one, all else in batches: what a life sees seldom is drawn oftener, and dies the first time. */
const seldom = ['push', 'settle', 'settle', 'settle'];

function drawDeath({ chance, aim }: Drawing, labels: readonly Label[]): LabelledDeath | null {
  if (aim === null && !chance.is(0.95)) return null;
  const often = labels.flatMap((label) => [
    label,
    ...seldom.filter((stage) => label.startsWith(stage)).map(() => label),
  ]);
  const [first, ...others] = aim === null ? often : labels.filter((label) => aim.includes(label));
  if (first === undefined) return null;
  const label = chance.oneOf([first, ...others]);
  if (aim !== null) return { label, nth: chance.between(1, 2) };
  return { label, nth: label.startsWith('approve') ? chance.between(1, 6) : 1 };
}

export function drawOfficeDeath(drawing: Drawing): LabelledDeath | null {
  return drawDeath(drawing, workstationLabels);
}

/** The embedded database would die with the process. */
export function drawCentralDeath(drawing: Drawing): LabelledDeath | null {
  return drawing.server.databases === null ? null : drawDeath(drawing, centralLabels);
}

export type Office = { readonly seat: Seat; readonly disk: Disk };
export type Storm = {
  readonly drawing: Drawing;
  readonly central: Seat;
  readonly offices: readonly Office[];
  readonly count: Count;
  /** Whether most of the work is done, so that faults had their chance. */
  readonly isMostlyDone: () => boolean;
};

const shortestStormMs = 1500;
/** On a machine that is busy with something else, faults would otherwise find nobody at work. */
const longestStormMs = 5000;
/** For a machine that is busy; in the office's own time the limit is the workstation's. */
const settleLimitMs = 60_000;
/** Whoever forgot its own enrolment in a power cut never comes to rest, and is judged by what it holds. */
const brokenSettleLimitMs = 10_000;

/** Until most is done, or the time is up; who was down by then is up again. */
export async function storm(world: Storm): Promise<void> {
  const { drawing, central, offices } = world;
  const begunAt = performance.now();
  const goesOn = () => {
    const sinceMs = performance.now() - begunAt;
    return sinceMs < shortestStormMs || (sinceMs < longestStormMs && !world.isMostlyDone());
  };
  const reviving = new Map<Seat, Promise<void>>();
  const failures: unknown[] = [];
  const revive = (seat: Seat, death: () => LabelledDeath | null) => {
    if (seat.child().isAlive() || reviving.has(seat)) return;
    const revived = seat.revive(death()).catch((error: unknown) => void failures.push(error));
    reviving.set(
      seat,
      revived.finally(() => reviving.delete(seat)),
    );
  };
  while (goesOn()) {
    await pause(drawing.chance.between(20, 150));
    await strike(world);
    revive(central, () => drawCentralDeath(drawing));
    for (const { seat } of offices) revive(seat, () => drawOfficeDeath(drawing));
  }
  await Promise.all(reviving.values());
  // The harness's own: thrown here, where what it started is put away.
  for (const failure of failures) throw failure;
}

/** Mostly nothing. */
async function strike({ drawing: { chance, server }, central, offices, count }: Storm): Promise<void> {
  const act = chance.next();
  const office = offices[chance.between(0, offices.length - 1)];
  if (act < 0.06) strikeCentral(server, central, count);
  else if (act < 0.1 && server.kill !== null) {
    count('killed at random: PostgreSQL');
    await server.kill();
  } else if (act < 0.2 && office?.seat.child().isAlive()) {
    count('killed at random: office');
    office.seat.child().kill();
  } else if (act < 0.25) {
    count('clock: central office jumps');
    central.child().tell({ order: 'clock', jumpMs: chance.oneOf(clockJumpsMs) });
  } else if (act < 0.6) office?.disk.fill();
  else if (act < 0.8) office?.disk.free();
}

function strikeCentral(server: Server, central: Seat, count: Count): void {
  if (!central.child().isAlive()) return;
  // The embedded database lives in that process and would not survive: then only its HTTP side goes.
  count(server.databases === null ? 'restarted: central office' : 'killed at random: central office');
  if (server.databases === null) central.child().tell({ order: 'crash' });
  else central.child().kill();
}

/** Whoever is down comes back, nobody is disturbed any more, and what waits is delivered without anybody's help. */
export async function calmDown({ drawing, central, offices }: Storm): Promise<void> {
  for (const { disk } of offices) disk.calm();
  // First: to an office a quarter of an hour is a moment, and it would wait in vain for as long as it may.
  await bringUp(central);
  await Promise.all(
    offices.map(async ({ seat }) => {
      await dieOnceMore(drawing, seat);
      await bringUp(seat);
      await seat.child().hear('rests', drawing.broken === null ? settleLimitMs : brokenSettleLimitMs);
    }),
  );
}

const lastLabels = workstationLabels.filter((label) => label.startsWith('settle') || label === 'push:answered');

/** In a storm few answers arrive to be stored: the points about that are mostly met when the line is fair again. */
async function dieOnceMore({ chance, aim }: Drawing, seat: Seat): Promise<void> {
  const [first, ...others] = lastLabels.filter((label) => aim === null || aim.includes(label));
  if (first === undefined || (aim === null && chance.is(0.6))) return;
  seat.child().kill();
  await seat.revive({ label: chance.oneOf([first, ...others]), nth: 1 });
  await Promise.race([seat.child().ended, pause(1500)]);
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
