// The central office as a process: from the first moment at its address to the end of the last request.
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { createCentral } from './app.ts';
import { standAtTheDoor } from './doorstep.ts';
import { readShippedFunding } from './funding.ts';
import { createLocalDesk } from './local-desk.ts';
import type { Metrics } from './metrics.ts';
import { openMetricsDoor } from './metrics-door.ts';
import { type Held, openDatabase } from './open-database.ts';
import { nameDatabase, type Settings } from './settings.ts';

export type Serving = {
  readonly url: string;
  readonly isForShow: boolean;
  /** Lets what is under way through, then lets go of the database. Resolves after the stated time at the latest. */
  stop(): Promise<void>;
};

/** For the database to let go. */
const closeMs = 5_000;

/** Throws where it can't, with doors still open: whoever called ends the process. */
export async function serve(settings: Settings, log: Logger): Promise<Serving> {
  const leaveTheDoor = await standAtTheDoor(settings);
  const about = { database: nameDatabase(settings), node: process.versions.node, version: readVersion() };
  log.info(about, 'opening the database');
  const held = await openDatabase(settings, log);
  const desk = held.database.kind === 'embedded' ? createLocalDesk(settings.folder) : null;
  const { app, office } = await createCentral({
    ...settings,
    database: held.database,
    masterSecret: held.masterSecret,
    funding: readShippedFunding(),
    log,
    ...(desk === null ? {} : { addRoutes: desk.addRoutes }),
  });
  const closeMetrics = await showMetrics(settings, office.metrics, about);
  await leaveTheDoor();
  const url = await app.listen({ host: settings.host, port: settings.port });
  desk?.open(url);
  log.info({ ...about, ...settings.limits, connections: settings.connections }, 'serving');
  if (desk !== null) log.warn('embedded database: fsync is off, not for a real office');
  const stop = async () => {
    log.info('stopping');
    const left = await office.traffic.drain(settings.stopMs);
    if (left > 0) log.warn({ left }, 'requests were cut off');
    closeMetrics?.();
    desk?.close();
    await Promise.race([close(app, held), pause(closeMs)]);
    log.info('stopped');
  };
  return { url, isForShow: desk !== null, stop };
}

async function close(app: { close(): Promise<unknown> }, held: Held): Promise<void> {
  await app.close();
  await held.close();
}

async function showMetrics(
  { metricsPort }: Settings,
  metrics: Metrics,
  about: Readonly<Record<string, string>>,
): Promise<(() => void) | null> {
  if (metricsPort === null) return null;
  metrics.gauge('teczka_build_info', 'What runs here.', () => [{ labels: about, value: 1 }]);
  return openMetricsDoor(metricsPort, metrics);
}

function readVersion(): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  );
  return version;
}
