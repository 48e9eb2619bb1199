// The demonstration: an office of fictional people and its own central office, kept in one folder and made when needed.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type EmbeddedCentral, startEmbeddedCentral } from '../../central/embedded.ts';
import { FolderInUse, holdFolder } from '../../central/folder.ts';
import { readFunding } from '../../central/funding.ts';
import { createCaseFileHost } from '../core/case-file-door.ts';
import { realWorld } from '../core/world.ts';
import { findJson } from '../database/files.ts';
import { schemaVersion } from '../database/migrate.ts';
import { findEnrolment, storeEnrolment } from '../database/workstation.ts';
import { Unusable } from './arguments.ts';
import { openRealCentre, startCentralClock } from './demonstration-exchange.ts';
import { type DemonstrationUser, demonstrationUsers, listDemonstrationUsers } from './demonstration-users.ts';
import { beginningOf, makeFictionalCaseFile } from './fictional-case-file.ts';
import { installedResources } from './installed-rules.ts';

export type Demonstration = {
  /** The case file's. */
  readonly folder: string;
  readonly central: EmbeddedCentral;
  readonly users: readonly DemonstrationUser[];
};

type Wish = {
  readonly root: string;
  /** Makes it anew, whatever is there. */
  readonly fresh: boolean;
  readonly say: (sentence: string) => void;
};

const people = 300;
const seed = 'olkusz';
/** Raise it when a demonstration made before should be made again. */
const edition = 1;

/** Written last: a folder without it is not finished. */
const stamp = z.strictObject({ edition: z.int(), schemaVersion: z.int(), url: z.string() });

/** Throws Unusable while another demonstration is open. The central office runs until it is stopped. */
export async function prepareDemo({ root, fresh, say }: Wish): Promise<Demonstration> {
  const stamped = stamp.safeParse(findJson(join(root, 'demo.json')));
  const isUsable =
    !fresh && stamped.success && stamped.data.edition === edition && stamped.data.schemaVersion === schemaVersion;
  const reopened = isUsable ? await reopenOrNothing(root, stamped.data.url) : undefined;
  return { ...(reopened ?? (await make(root, say))), users: listDemonstrationUsers() };
}

/** Nothing is lost with a demonstration that cannot be opened any more. */
async function reopenOrNothing(root: string, url: string): Promise<Opened | undefined> {
  try {
    return await reopen(root, url);
  } catch (error) {
    if (error instanceof Unusable) throw error;
    return undefined;
  }
}

type Opened = Pick<Demonstration, 'folder' | 'central'>;

async function make(root: string, say: Wish['say']): Promise<Opened> {
  clear(root);
  say(`making an office of ${people} fictional people (some seconds, once)…`);
  const clock = startCentralClock();
  const central = await startCentral(root, { port: 0, now: clock.now });
  try {
    const folder = join(root, 'olkusz.teczka');
    const before = realWorld.today();
    const centre = openRealCentre(central, clock, beginningOf(before));
    await makeFictionalCaseFile({ folder, people, seed, before, centre, onProgress: () => undefined });
    writeFileSync(join(root, 'demo.json'), JSON.stringify({ edition, schemaVersion, url: central.url }));
    return { folder, central };
  } catch (error) {
    await central.stop();
    throw error;
  }
}

/** Whoever runs it has the central office's folder: it is not pulled away from under them. */
function clear(root: string): void {
  mkdirSync(root, { recursive: true });
  asUnusable(() => holdFolder(centralFolder(root))).release();
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true, mode: 0o700 });
}

/** On the port that its case file knows, or on another one that the case file is then told. */
async function reopen(root: string, url: string): Promise<Opened> {
  const folder = join(root, 'olkusz.teczka');
  const central = await startCentralAt(root, Number(new URL(url).port));
  if (central.url !== url) {
    await tellAddress(folder, central.url);
    writeFileSync(join(root, 'demo.json'), JSON.stringify({ edition, schemaVersion, url: central.url }));
  }
  return { folder, central };
}

async function startCentralAt(root: string, port: number): Promise<EmbeddedCentral> {
  try {
    return await startCentral(root, { port });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    return startCentral(root, { port: 0 });
  }
}

async function startCentral(root: string, options: { port: number; now?: () => string }): Promise<EmbeddedCentral> {
  const funding = readFunding(join(installedResources, 'programmes'));
  const limits = { numbersAtEnrolment: 4 * people };
  try {
    return await startEmbeddedCentral({ folder: centralFolder(root), funding, limits, ...options });
  } catch (error) {
    throw toUnusable(error);
  }
}

function centralFolder(root: string): string {
  return join(root, 'central');
}

function asUnusable<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw toUnusable(error);
  }
}

function toUnusable(error: unknown): unknown {
  return error instanceof FolderInUse ? new Unusable('the demonstration is already open in another window') : error;
}

async function tellAddress(folder: string, centralUrl: string): Promise<void> {
  const host = createCaseFileHost({ folder, world: realWorld });
  try {
    const { login, passphrase } = demonstrationUsers.administrator;
    await host.signIn(login, passphrase);
    const file = host.openFile();
    const enrolment = file === null ? undefined : findEnrolment(file.read);
    if (enrolment !== undefined) file?.transaction((db) => storeEnrolment(db, { ...enrolment, centralUrl }));
  } finally {
    await host.close();
  }
}
