// A whole voivodeship at once: 22 counties with ten workstations each push to one central office on one PostgreSQL.
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type CentralOffice, openCentral, withClient } from './central.ts';
import { launch } from './child.ts';
import { addCrowd, enrolFile, makeOffice, withFile } from './offices.ts';
import type { Place } from './place.ts';
import type { Pushed, WorkstationPlan } from './push-workstation.ts';
import { fairness, median, round, type Spread, spreadOf } from './statistics.ts';

export type CountyFigures = {
  readonly workstations: number;
  readonly vouchersEach: number;
  /** Of all together, until the last one had delivered everything. */
  readonly perSecond: number;
  /** Of a request with a batch, in milliseconds, from its sending to its answer. */
  readonly batch: Spread;
  /** What the central office's database grows by, tables, indexes and dead rows together. */
  readonly bytesPerVoucher: number;
  /** The slowest workstation's pace as a share of the median's. */
  readonly fairness: number;
};

const counties = 22;
const desksEach = 10;
const processes = 4;
const batchSize = 100;

export async function measureCounties(place: Place): Promise<CountyFigures> {
  const vouchersEach = place.isSmall ? 10 : 200;
  const stage: Stage = {
    desks: place.isSmall ? processes : counties * desksEach,
    vouchersEach,
    original: join(place.folder, 'counties'),
    working: join(place.folder, 'counties-pushing'),
    central: await openCentral(await place.openDatabases()),
  };
  await setUp(stage);
  place.say(`${stage.desks} workstations are enrolled`);
  const turns: Turn[] = [];
  for (let turn = 0; turn < place.rounds; turn += 1) turns.push(await pushAll(stage));
  return {
    ...{ workstations: stage.desks, vouchersEach },
    perSecond: round(median(turns.map(({ perSecond }) => perSecond)), 0),
    batch: spreadOf(turns.flatMap(({ requestsMs }) => requestsMs)),
    bytesPerVoucher: round(median(turns.map((turn) => turn.bytesPerVoucher)), 0),
    fairness: median(turns.map(({ paces }) => fairness(paces))),
  };
}

type Stage = {
  readonly desks: number;
  readonly vouchersEach: number;
  readonly original: string;
  readonly working: string;
  readonly central: CentralOffice;
};

function folderOf(folder: string, desk: number): string {
  return join(folder, `${desk}.teczka`);
}

/** Every workstation with a case file, an outbox and people of its own. */
async function setUp({ desks, vouchersEach, original, central }: Stage): Promise<void> {
  const pattern = await makeOffice(join(original, 'pattern'), 'approved');
  const places = Array.from({ length: desks }, (_, desk) => ({
    folder: folderOf(original, desk),
    from: desk * vouchersEach,
    countyTeryt: String(1201 + Math.floor(desk / desksEach)),
  }));
  const enrolments = await central.enrol(places.map(({ countyTeryt }) => countyTeryt));
  for (const [desk, { folder, ...crowd }] of places.entries()) {
    cpSync(join(original, 'pattern'), folder, { recursive: true });
    await withFile(folder, (file) => {
      file.transaction((db) =>
        db.run('UPDATE office SET county_teryt = :countyTeryt', { countyTeryt: crowd.countyTeryt }),
      );
      enrolFile(file, enrolments[desk]);
      addCrowd(file, pattern, { ...crowd, count: vouchersEach });
    });
  }
}

type Turn = {
  readonly bytesPerVoucher: number;
  readonly perSecond: number;
  readonly requestsMs: readonly number[];
  /** Vouchers a second, one workstation each. */
  readonly paces: readonly number[];
};

async function pushAll({ desks, vouchersEach, original, working, central }: Stage): Promise<Turn> {
  cpSync(original, working, { recursive: true });
  const running = await central.start();
  const bytesBefore = await sizeOf(running.databaseUrl);
  const starts = Array.from({ length: processes }, (_, first) => {
    const own = Array.from({ length: desks }, (_each, desk) => desk).filter((desk) => desk % processes === first);
    const plan: WorkstationPlan = { folders: own.map((desk) => folderOf(working, desk)), warmUp: null, batchSize };
    return launch({ entry: './push-workstation.ts', plan });
  });
  const children = await Promise.all(starts);
  const pushed = (await Promise.all(children.map((child) => child.ask<readonly Pushed[]>('push')))).flat();
  await Promise.all(children.map((child) => child.end()));
  const bytes = (await sizeOf(running.databaseUrl)) - bytesBefore;
  await running.stop();
  rmSync(working, { recursive: true });
  return {
    bytesPerVoucher: bytes / (desks * vouchersEach),
    perSecond: (desks * vouchersEach * 1000) / Math.max(...pushed.map(({ tookMs }) => tookMs)),
    requestsMs: pushed.flatMap(({ requestsMs }) => requestsMs),
    paces: pushed.map(({ tookMs }) => (vouchersEach * 1000) / tookMs),
  };
}

async function sizeOf(databaseUrl: string): Promise<number> {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ bytes: number }>(
      'SELECT pg_database_size(current_database())::float8 AS bytes',
    );
    return rows[0]?.bytes ?? 0;
  });
}
