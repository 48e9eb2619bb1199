// How many vouchers a second one workstation delivers, beside what the central office's own statement can take in.
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type CentralOffice, openCentral, withClient } from './central.ts';
import { launch } from './child.ts';
import { addCrowd, enrolFile, makeOffice, withFile } from './offices.ts';
import type { Place } from './place.ts';
import { openPouch, type PouchPeer, type Replication } from './pouch.ts';
import { findHotSpots, type HotSpot } from './profile.ts';
import type { Ingest } from './push-central.ts';
import type { Pushed, WorkstationPlan } from './push-workstation.ts';
import { median, round } from './statistics.ts';

type PushRow = {
  readonly batchSize: number;
  readonly vouchers: number;
  readonly perSecond: number;
  readonly ceilingPerSecond: number;
  readonly toCeiling: number;
  /** null where PouchDB could not be had. */
  readonly pouchPerSecond: number | null;
  readonly toPouch: number | null;
};
export type PushFigures = {
  readonly rows: readonly PushRow[];
  readonly pouch: string;
  readonly hotSpots: { readonly workstation: readonly HotSpot[]; readonly central: readonly HotSpot[] } | null;
};

/** Enough for a second or so, at each batch size. */
const usualLoads: readonly Load[] = [
  { batchSize: 1, vouchers: 500 },
  { batchSize: 10, vouchers: 2000 },
  { batchSize: 100, vouchers: 5000 },
  { batchSize: 500, vouchers: 5000 },
];
const profiled = { batchSize: 100, vouchers: 5000 };
const fewVouchers = 30;
/** What a side has sent before it is measured: programs that have run for a while are quicker, and an office's have. */
const mostWarmUps = 2000;

export async function measurePush(place: Place, loads = usualLoads): Promise<PushFigures> {
  const rows: PushRow[] = [];
  const stages = new Map<number, Stage>();
  const pouch = await openPouch(place);
  for (const load of loads) {
    const vouchers = place.isSmall ? fewVouchers : load.vouchers;
    const stage = stages.get(vouchers) ?? (await setUp(place, vouchers, pouch.peer));
    stages.set(vouchers, stage);
    const row = await measureLoad(stage, { ...load, vouchers });
    rows.push(row);
    place.say(`push at ${row.batchSize}: ${row.perSecond}/s, ${row.toCeiling} of the ceiling`);
  }
  for (const stage of stages.values()) await stage.pouch?.end();
  const stage = stages.get(profiled.vouchers);
  return { rows, pouch: pouch.words, hotSpots: stage === undefined ? null : await profile(stage, profiled) };
}

type Stage = {
  readonly place: Place;
  readonly folder: string;
  /** Another workstation's, with an outbox that nobody measures. */
  readonly warmUp: { readonly folder: string; readonly vouchers: number };
  readonly central: CentralOffice;
  readonly pouch: Replication | null;
};

/** Two offices with a full outbox, and a central office that knows both workstations: all to be copied. */
async function setUp(place: Place, vouchers: number, peer: PouchPeer | null): Promise<Stage> {
  const folder = join(place.folder, `outbox-${vouchers}.teczka`);
  const warmUp = {
    folder: join(place.folder, `warm-up-${vouchers}.teczka`),
    vouchers: Math.min(vouchers, mostWarmUps),
  };
  const pattern = await makeOffice(folder, 'approved');
  cpSync(folder, warmUp.folder, { recursive: true });
  const central = await openCentral(await place.openDatabases());
  const countyTeryt = '1212';
  const [enrolment, warmUpEnrolment] = await central.enrol([countyTeryt, countyTeryt]);
  await withFile(warmUp.folder, (file) => {
    enrolFile(file, warmUpEnrolment);
    addCrowd(file, pattern, { count: warmUp.vouchers, from: vouchers, countyTeryt });
  });
  const bodies = await withFile(folder, (file) => {
    enrolFile(file, enrolment);
    addCrowd(file, pattern, { count: vouchers, from: 0, countyTeryt });
    return file.read.all<{ body: string }>('SELECT body FROM delivery').map(({ body }) => body);
  });
  return { place, folder, warmUp, central, pouch: (await peer?.prepare(bodies)) ?? null };
}

type Load = { readonly batchSize: number; readonly vouchers: number };

async function measureLoad(stage: Stage, load: Load): Promise<PushRow> {
  const perSecond = (tookMs: number) => (load.vouchers * 1000) / tookMs;
  const ours: number[] = [];
  const ceilings: number[] = [];
  const pouches: number[] = [];
  const { ingests } = await pushOnce(stage, load, { keepsIngests: true });
  await stage.pouch?.replicate(load.batchSize);
  // One after the other in each round, so that what else the machine does falls on all three.
  for (let turn = 0; turn < stage.place.rounds; turn += 1) {
    ours.push(perSecond((await pushOnce(stage, load)).tookMs));
    ceilings.push(perSecond(await replay(stage, ingests)));
    const pouchMs = await stage.pouch?.replicate(load.batchSize);
    if (pouchMs !== undefined) pouches.push(perSecond(pouchMs));
  }
  const pouch = pouches.length === 0 ? null : median(pouches);
  return {
    ...load,
    perSecond: round(median(ours), 0),
    ceilingPerSecond: round(median(ceilings), 0),
    toCeiling: round(median(ours) / median(ceilings)),
    pouchPerSecond: pouch === null ? null : round(pouch, 0),
    toPouch: pouch === null ? null : round(median(ours) / pouch),
  };
}

type PushWatching = { readonly keepsIngests?: boolean; readonly profiles?: string };

/** The whole way, from copies: outbox, signed request, ledger, receipt, acknowledgement on the disk. */
async function pushOnce(stage: Stage, { batchSize, vouchers }: Load, watching: PushWatching = {}) {
  const { keepsIngests = false, profiles = null } = watching;
  const folder = join(stage.place.folder, 'pushing.teczka');
  cpSync(stage.folder, folder, { recursive: true });
  // What is recorded is to be the measured outbox alone.
  const warmUp = keepsIngests ? null : join(stage.place.folder, 'warming.teczka');
  if (warmUp !== null) cpSync(stage.warmUp.folder, warmUp, { recursive: true });
  const office = await stage.central.start({ keepsIngests, profileFolder: toFolder(profiles, 'central') });
  const plan: WorkstationPlan = { folders: [folder], warmUp, batchSize };
  const desk = await launch({
    ...{ entry: './push-workstation.ts', plan },
    profileFolder: toFolder(profiles, 'workstation'),
  });
  const [pushed] = await desk.ask<readonly Pushed[]>('push');
  await desk.end();
  const ingests = keepsIngests ? await office.ask<readonly Ingest[]>('ingests') : [];
  const accepted = await countAccepted(office.databaseUrl);
  await office.stop();
  const sent = vouchers + (warmUp === null ? 0 : stage.warmUp.vouchers);
  if (accepted !== sent) throw new Error(`${accepted} of ${sent} vouchers were accepted`);
  for (const copy of [folder, warmUp]) if (copy !== null) rmSync(copy, { recursive: true });
  return { tookMs: pushed?.tookMs ?? 0, ingests };
}

function toFolder(folder: string | null, name: string): string | null {
  return folder === null ? null : join(folder, name);
}

async function countAccepted(databaseUrl: string): Promise<number> {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ count: number }>('SELECT count(*)::integer AS count FROM entry');
    return rows[0]?.count ?? 0;
  });
}

/** The ceiling: the very statements of a push, ready-made, one after the other on one connection. */
async function replay({ central }: Stage, ingests: readonly Ingest[]): Promise<number> {
  const { url, drop } = await central.copy();
  const tookMs = await withClient(url, async (client) => {
    const begun = performance.now();
    for (const { sql, values } of ingests) await client.query(sql, [...values]);
    return performance.now() - begun;
  });
  await drop();
  return tookMs;
}

async function profile(stage: Stage, load: Load): Promise<PushFigures['hotSpots']> {
  const { profiles } = stage.place;
  await pushOnce(stage, load, { profiles });
  return {
    workstation: findHotSpots(join(profiles, 'workstation')),
    central: findHotSpots(join(profiles, 'central')),
  };
}
