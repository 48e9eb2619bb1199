// What each process keeps in memory, at rest and after work: resident set sizes, in megabytes.
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium, launchChromium } from '../tests/support/browser.ts';
import { openEmptyOffice } from '../tests/support/browser-office.ts';
import { enter, openTab } from '../tests/support/browser-page.ts';
import { openCentral } from './central.ts';
import { launch } from './child.ts';
import { addCrowd, enrolFile, makeOffice, withFile } from './offices.ts';
import type { Place } from './place.ts';
import type { WorkstationPlan } from './push-workstation.ts';
import { makeOrdinaryOffice } from './start.ts';

type Megabytes = number;
export type MemoryFigures = {
  readonly core: { readonly signInScreen: Megabytes; readonly signedIn: Megabytes; readonly afterPushing: Megabytes };
  readonly central: { readonly atRest: Megabytes; readonly afterTakingIn: Megabytes };
  /** The page's own process; null where there is no Chromium, no built page, or no /proc. */
  readonly renderer: { readonly signedIn: Megabytes } | null;
};

export async function measureMemory(place: Place): Promise<MemoryFigures> {
  const screens = await measureCore(place);
  const pushing = await measurePushing(place);
  return {
    core: { ...screens, afterPushing: pushing.core },
    central: { atRest: pushing.centralAtRest, afterTakingIn: pushing.central },
    renderer: await measureRenderer(place),
  };
}

async function measureCore(place: Place) {
  const folder = join(place.folder, 'resting.teczka');
  await makeOrdinaryOffice(folder, place.isSmall ? 10 : 5000);
  const core = await launch<boolean>({ entry: './core-start.ts', plan: { folder } });
  const signInScreen = toMegabytes(await core.ask<number>('rssBytes'));
  await core.ask('list');
  const signedIn = toMegabytes(await core.ask<number>('rssBytes'));
  await core.end();
  return { signInScreen, signedIn };
}

async function measurePushing(place: Place) {
  const original = join(place.folder, 'remembering.teczka');
  const count = place.isSmall ? 10 : 3000;
  const pattern = await makeOffice(original, 'approved');
  const office = await openCentral(await place.openDatabases());
  const [enrolment] = await office.enrol(['1212']);
  await withFile(original, (file) => {
    enrolFile(file, enrolment);
    addCrowd(file, pattern, { count, from: 0, countyTeryt: '1212' });
  });
  const folder = join(place.folder, 'remembering-pushing.teczka');
  cpSync(original, folder, { recursive: true });
  const central = await office.start();
  const centralAtRest = toMegabytes(await central.ask<number>('rssBytes'));
  const plan: WorkstationPlan = { folders: [folder], warmUp: null, batchSize: 100 };
  const core = await launch({ entry: './push-workstation.ts', plan });
  await core.ask('push');
  const after = [await core.ask<number>('rssBytes'), await central.ask<number>('rssBytes')].map(toMegabytes);
  await core.end();
  await central.stop();
  return { centralAtRest, core: after[0] ?? 0, central: after[1] ?? 0 };
}

async function measureRenderer(place: Place): Promise<MemoryFigures['renderer']> {
  const isBuilt = existsSync(fileURLToPath(new URL('../dist/renderer/index.html', import.meta.url)));
  if (findChromium() === null || !isBuilt || !existsSync('/proc/self/status')) return null;
  const folder = join(place.folder, 'shown', 'shown.teczka');
  await makeOrdinaryOffice(folder, 10);
  const office = await openEmptyOffice(folder);
  const browser = await launchChromium();
  try {
    const { page } = await openTab(browser, office.newAddress());
    await enter(page, 'anna');
    const sizes = listRenderers().map(readRssBytes);
    return sizes.length === 0 ? null : { signedIn: toMegabytes(Math.max(...sizes)) };
  } finally {
    await browser.close();
    await office.close();
  }
}

/** Chromium's page processes below this process; the largest one shows our page. */
function listRenderers(): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const parents = new Map(pids.map((pid) => [Number(pid), Number(readProc(pid, 'status', /PPid:\s+(\d+)/))]));
  const isOurs = (pid: number): boolean => pid === process.pid || (pid > 1 && isOurs(parents.get(pid) ?? 0));
  return [...parents.keys()].filter((pid) => isOurs(pid) && readProc(pid, 'cmdline', /--type=(renderer)/) !== '');
}

function readRssBytes(pid: number): number {
  return Number(readProc(pid, 'status', /VmRSS:\s+(\d+)/)) * 1024;
}

/** What the pattern's group matched; empty for a process that ended, or where it says nothing of the kind. */
function readProc(pid: number | string, file: string, pattern: RegExp): string {
  try {
    return pattern.exec(readFileSync(`/proc/${pid}/${file}`, 'utf8'))?.[1] ?? '';
  } catch {
    return '';
  }
}

function toMegabytes(bytes: number): Megabytes {
  return Math.round(bytes / 1_048_576);
}
